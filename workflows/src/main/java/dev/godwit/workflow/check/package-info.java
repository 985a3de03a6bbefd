/** What is wrong with a project's migrations, before they are started anywhere. */
@NullMarked
package dev.godwit.workflow.check;

import org.jspecify.annotations.NullMarked;
