/** New files of migrations in a project's folder. */
@NullMarked
package dev.godwit.workflow.writing;

import org.jspecify.annotations.NullMarked;
