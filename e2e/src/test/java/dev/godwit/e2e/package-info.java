/** Tests of the whole: what Godwit promises, with real servers and processes that are killed. */
@NullMarked
package dev.godwit.e2e;

import org.jspecify.annotations.NullMarked;
