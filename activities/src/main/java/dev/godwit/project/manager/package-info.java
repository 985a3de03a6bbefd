/** Package managers that Godwit knows by name, and does not work with. */
@NullMarked
package dev.godwit.project.manager;

import org.jspecify.annotations.NullMarked;
