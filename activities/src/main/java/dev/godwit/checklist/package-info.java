/** What targets have recorded about runs, gathered for a checklist. */
@NullMarked
package dev.godwit.checklist;

import org.jspecify.annotations.NullMarked;
