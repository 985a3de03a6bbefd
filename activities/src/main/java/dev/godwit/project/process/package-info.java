/** Foreign programs: builds, tests and package managers, kept to themselves. */
@NullMarked
package dev.godwit.project.process;

import org.jspecify.annotations.NullMarked;
