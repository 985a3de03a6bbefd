/** What people and programs read: text, JSON, errors, progress, exit codes. */
@NullMarked
package dev.godwit.cli.output;

import org.jspecify.annotations.NullMarked;
