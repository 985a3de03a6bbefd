/** Prisma's own command line in a project's folder. */
@NullMarked
package dev.godwit.project.prisma;

import org.jspecify.annotations.NullMarked;
