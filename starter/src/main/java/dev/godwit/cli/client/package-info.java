/** The way to Temporal and to runs. */
@NullMarked
package dev.godwit.cli.client;

import org.jspecify.annotations.NullMarked;
