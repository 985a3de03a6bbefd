/** Which versions of a Python package there are, as pip or uv finds them, and the way up. */
@NullMarked
package dev.godwit.project.python.index;

import org.jspecify.annotations.NullMarked;
