@NullMarked
package dev.godwit.workflow.story;

import org.jspecify.annotations.NullMarked;
