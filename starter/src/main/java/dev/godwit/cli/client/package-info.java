/** The way to Temporal, to its UI and to the targets that the configuration names. */
@NullMarked
package dev.godwit.cli.client;

import org.jspecify.annotations.NullMarked;
