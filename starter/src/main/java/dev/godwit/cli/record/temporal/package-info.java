/** The histories of a run's workflows, read event by event. */
@NullMarked
package dev.godwit.cli.record.temporal;

import org.jspecify.annotations.NullMarked;
