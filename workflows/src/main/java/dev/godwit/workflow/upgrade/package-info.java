/** Upgrades of a project's dependencies, proven by its own tests. */
@NullMarked
package dev.godwit.workflow.upgrade;

import org.jspecify.annotations.NullMarked;
