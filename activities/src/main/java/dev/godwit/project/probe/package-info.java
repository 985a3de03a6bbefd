/** One attempt at a set of versions, and what is remembered of it. */
@NullMarked
package dev.godwit.project.probe;

import org.jspecify.annotations.NullMarked;
