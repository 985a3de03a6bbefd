/** Projects in Git repositories: what can move in them, and whether they still pass their tests. */
@NullMarked
package dev.godwit.project;

import org.jspecify.annotations.NullMarked;
