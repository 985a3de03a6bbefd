@NullMarked
package dev.godwit.project.recipe;

import org.jspecify.annotations.NullMarked;
