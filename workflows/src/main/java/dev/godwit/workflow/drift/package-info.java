/** In what the catalogs of two targets differ. */
@NullMarked
package dev.godwit.workflow.drift;

import org.jspecify.annotations.NullMarked;
