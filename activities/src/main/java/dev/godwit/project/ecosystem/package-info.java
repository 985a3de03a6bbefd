/** What Maven, npm and Python have in common for somebody who moves versions. */
@NullMarked
package dev.godwit.project.ecosystem;

import org.jspecify.annotations.NullMarked;
