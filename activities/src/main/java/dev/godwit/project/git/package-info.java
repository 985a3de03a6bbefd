/** Git repositories of projects: what may be worked on, and a scratch clone to work in. */
@NullMarked
package dev.godwit.project.git;

import org.jspecify.annotations.NullMarked;
