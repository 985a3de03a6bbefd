@NullMarked
package dev.godwit.project.npm;

import org.jspecify.annotations.NullMarked;
