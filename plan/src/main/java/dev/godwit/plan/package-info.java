/** Plans: what a migration changes, read from a YAML or JSON file. */
@NullMarked
package dev.godwit.plan;

import org.jspecify.annotations.NullMarked;
