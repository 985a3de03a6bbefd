/** The application that goes on working while the demo migrates its table. */
@NullMarked
package dev.godwit.cli.demo.traffic;

import org.jspecify.annotations.NullMarked;
