/** What Maven makes of poms, and what its repositories hold. */
@NullMarked
package dev.godwit.project.maven.repository;

import org.jspecify.annotations.NullMarked;
