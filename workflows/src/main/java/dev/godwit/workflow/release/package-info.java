/** Releases: a schema and the versions that go with it, moved together and taken back together. */
@NullMarked
package dev.godwit.workflow.release;

import org.jspecify.annotations.NullMarked;
