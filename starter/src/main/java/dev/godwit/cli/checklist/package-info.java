/** What a checklist of a run is judged by. */
@NullMarked
package dev.godwit.cli.checklist;

import org.jspecify.annotations.NullMarked;
