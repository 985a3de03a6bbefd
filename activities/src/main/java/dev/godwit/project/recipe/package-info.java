/** Rewrites of source code that a user asks for by name. */
@NullMarked
package dev.godwit.project.recipe;

import org.jspecify.annotations.NullMarked;
