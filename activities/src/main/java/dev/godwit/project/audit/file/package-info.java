/** An audit as files that other programs read. */
@NullMarked
package dev.godwit.project.audit.file;

import org.jspecify.annotations.NullMarked;
