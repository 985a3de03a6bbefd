/** Looks at Temporal: server, namespace, search attributes, workers, runs. */
@NullMarked
package dev.godwit.cli.care.doctor.temporal;

import org.jspecify.annotations.NullMarked;
