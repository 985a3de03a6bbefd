@NullMarked
package dev.godwit.project.maven;

import org.jspecify.annotations.NullMarked;
