@NullMarked
package dev.godwit.project.python.locked;

import org.jspecify.annotations.NullMarked;
