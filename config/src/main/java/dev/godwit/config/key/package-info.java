/** The words of a godwit.yaml: one list for reading it and for its reference. */
@NullMarked
package dev.godwit.config.key;

import org.jspecify.annotations.NullMarked;
