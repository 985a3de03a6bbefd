/** What every call on a target stands on: the opened target, heartbeats, failures, telemetry. */
@NullMarked
package dev.godwit.migration.host;

import org.jspecify.annotations.NullMarked;
