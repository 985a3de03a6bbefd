@NullMarked
package dev.godwit.postgres.rows;

import org.jspecify.annotations.NullMarked;
