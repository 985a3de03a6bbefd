/** What workflows of upgrades ask for, done in clones on this host. */
@NullMarked
package dev.godwit.upgrade;

import org.jspecify.annotations.NullMarked;
