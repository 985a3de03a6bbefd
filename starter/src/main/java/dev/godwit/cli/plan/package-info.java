/** Plan files, as the command line finds and checks them. */
@NullMarked
package dev.godwit.cli.plan;

import org.jspecify.annotations.NullMarked;
