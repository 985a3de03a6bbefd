/** Projects of Maven: their poms, the repositories they use, and the program that builds them. */
@NullMarked
package dev.godwit.project.maven;

import org.jspecify.annotations.NullMarked;
