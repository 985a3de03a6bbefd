/** Poms as they are written: where each version stands, and who uses it. */
@NullMarked
package dev.godwit.project.maven.pom;

import org.jspecify.annotations.NullMarked;
