/** What people and the starter exchange with workflows: inputs, results, updates, progress. */
@NullMarked
package dev.godwit.workflow.message;

import org.jspecify.annotations.NullMarked;
