/** Taking a configuration file apart, with a line for every problem. */
@NullMarked
package dev.godwit.config.yaml;

import org.jspecify.annotations.NullMarked;
