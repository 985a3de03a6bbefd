/** Projects of npm: package.json, its lock file, and npm-check-updates. */
@NullMarked
package dev.godwit.project.npm;

import org.jspecify.annotations.NullMarked;
