/** The demo: one migration of a busy table, with a worker that is killed midway. */
@NullMarked
package dev.godwit.cli.demo;

import org.jspecify.annotations.NullMarked;
