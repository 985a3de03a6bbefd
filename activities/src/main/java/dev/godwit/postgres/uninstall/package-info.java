/** What Godwit leaves in a target, and how it goes. */
@NullMarked
package dev.godwit.postgres.uninstall;

import org.jspecify.annotations.NullMarked;
