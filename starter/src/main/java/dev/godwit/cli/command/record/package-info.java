/** Commands about what a run did: history, report and its page in the Temporal UI. */
@NullMarked
package dev.godwit.cli.command.record;

import org.jspecify.annotations.NullMarked;
