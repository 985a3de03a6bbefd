/** Work on objects that no single transaction can do. */
@NullMarked
package dev.godwit.postgres.object;

import org.jspecify.annotations.NullMarked;
