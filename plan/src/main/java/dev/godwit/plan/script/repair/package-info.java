/** Records of migrations that are brought in line with their files, or ended. */
@NullMarked
package dev.godwit.plan.script.repair;

import org.jspecify.annotations.NullMarked;
