/** What keeps targets in order beside the migrations: short errands, and removing Godwit. */
@NullMarked
package dev.godwit.cli.care;

import org.jspecify.annotations.NullMarked;
