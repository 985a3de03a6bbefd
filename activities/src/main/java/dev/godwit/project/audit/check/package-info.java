/**
 * OWASP Dependency-Check, in a process of its own: what a full NVD needs of memory, or makes of it,
 * must not be the end of a worker.
 */
@NullMarked
package dev.godwit.project.audit.check;

import org.jspecify.annotations.NullMarked;
