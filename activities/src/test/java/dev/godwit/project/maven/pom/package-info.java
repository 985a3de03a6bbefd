@NullMarked
package dev.godwit.project.maven.pom;

import org.jspecify.annotations.NullMarked;
