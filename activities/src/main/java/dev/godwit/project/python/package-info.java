/** Python projects: what they declare, how they are installed, tested and moved. */
@NullMarked
package dev.godwit.project.python;

import org.jspecify.annotations.NullMarked;
