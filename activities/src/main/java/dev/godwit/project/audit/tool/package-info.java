/** The programs that know advisories, each made to say what it does not know. */
@NullMarked
package dev.godwit.project.audit.tool;

import org.jspecify.annotations.NullMarked;
