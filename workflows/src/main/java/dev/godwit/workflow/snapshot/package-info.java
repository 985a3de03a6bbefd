/** What is kept of runs: looked at, compared, brought back beside the originals, removed. */
@NullMarked
package dev.godwit.workflow.snapshot;

import org.jspecify.annotations.NullMarked;
