/** What is known of a run afterwards: the target's ledger, joined with what Temporal still has. */
@NullMarked
package dev.godwit.cli.record;

import org.jspecify.annotations.NullMarked;
