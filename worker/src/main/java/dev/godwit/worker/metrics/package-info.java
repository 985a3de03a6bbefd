/** What the worker counts, for Prometheus. */
@NullMarked
package dev.godwit.worker.metrics;

import org.jspecify.annotations.NullMarked;
