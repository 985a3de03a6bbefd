/** The live schema as far as compilation needs it; read by somebody else. */
@NullMarked
package dev.godwit.plan.schema;

import org.jspecify.annotations.NullMarked;
