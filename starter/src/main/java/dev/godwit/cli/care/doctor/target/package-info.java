/** Looks at a target, through its own worker. */
@NullMarked
package dev.godwit.cli.care.doctor.target;

import org.jspecify.annotations.NullMarked;
