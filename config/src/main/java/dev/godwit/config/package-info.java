/** godwit.yaml, secrets, the way to Temporal, and where a development stack of this host runs. */
@NullMarked
package dev.godwit.config;

import org.jspecify.annotations.NullMarked;
