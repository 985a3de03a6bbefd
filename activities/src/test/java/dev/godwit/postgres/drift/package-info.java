@NullMarked
package dev.godwit.postgres.drift;

import org.jspecify.annotations.NullMarked;
