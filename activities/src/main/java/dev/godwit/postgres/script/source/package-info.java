/** Where projects are, and how their own tools get into a target. */
@NullMarked
package dev.godwit.postgres.script.source;

import org.jspecify.annotations.NullMarked;
