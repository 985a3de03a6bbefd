/** What is done with rows that a comparison has found wrong. */
@NullMarked
package dev.godwit.postgres.verify.sweep;

import org.jspecify.annotations.NullMarked;
