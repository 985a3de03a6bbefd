/** Where people's commands arrive, are recorded and take effect. */
@NullMarked
package dev.godwit.workflow.desk;

import org.jspecify.annotations.NullMarked;
