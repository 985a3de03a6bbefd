@NullMarked
package dev.godwit.postgres.fill.range;

import org.jspecify.annotations.NullMarked;
