/** Writing new migrations into a project. */
@NullMarked
package dev.godwit.cli.command.author;

import org.jspecify.annotations.NullMarked;
