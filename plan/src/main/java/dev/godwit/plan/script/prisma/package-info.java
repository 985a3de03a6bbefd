/** The folder of migrations of a project with Prisma. */
@NullMarked
package dev.godwit.plan.script.prisma;

import org.jspecify.annotations.NullMarked;
