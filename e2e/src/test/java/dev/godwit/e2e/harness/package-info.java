/**
 * What the tests of the whole stand on: processes that can be killed, databases, writers, dumps.
 */
@NullMarked
package dev.godwit.e2e.harness;

import org.jspecify.annotations.NullMarked;
