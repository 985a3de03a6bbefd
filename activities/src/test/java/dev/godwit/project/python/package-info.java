@NullMarked
package dev.godwit.project.python;

import org.jspecify.annotations.NullMarked;
