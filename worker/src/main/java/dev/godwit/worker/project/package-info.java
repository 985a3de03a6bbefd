/** The projects of the configuration, and the directories of this host. */
@NullMarked
package dev.godwit.worker.project;

import org.jspecify.annotations.NullMarked;
