/** What starter and workflow say to each other about releases. */
@NullMarked
package dev.godwit.workflow.release.message;

import org.jspecify.annotations.NullMarked;
