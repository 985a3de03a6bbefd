@org.jspecify.annotations.NullMarked
package dev.godwit.postgres.author;
