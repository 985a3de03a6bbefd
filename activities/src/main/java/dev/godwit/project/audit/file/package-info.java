/** What an audit is handed on as, in the formats that other programs read. */
@NullMarked
package dev.godwit.project.audit.file;

import org.jspecify.annotations.NullMarked;
