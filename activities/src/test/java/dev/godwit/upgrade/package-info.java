@NullMarked
package dev.godwit.upgrade;

import org.jspecify.annotations.NullMarked;
