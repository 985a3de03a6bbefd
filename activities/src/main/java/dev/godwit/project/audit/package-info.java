/** What is known to be wrong with the versions that a project uses, whoever found it. */
@NullMarked
package dev.godwit.project.audit;

import org.jspecify.annotations.NullMarked;
