/** What a Python project declares: requirement files, pyproject.toml, versions and their ranges. */
@NullMarked
package dev.godwit.project.python.declared;

import org.jspecify.annotations.NullMarked;
