/** Writes new migrations as a project's tool would: their numbers, their files, their ways back. */
@NullMarked
package dev.godwit.postgres.author;

import org.jspecify.annotations.NullMarked;
