@NullMarked
package dev.godwit.project.audit.file;

import org.jspecify.annotations.NullMarked;
