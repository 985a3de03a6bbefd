/** What a target's own tables say about its runs. */
@NullMarked
package dev.godwit.workflow.message.history;

import org.jspecify.annotations.NullMarked;
