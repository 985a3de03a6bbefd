package dev.godwit.postgres.control;

import dev.godwit.postgres.session.Scope;

/**
 * Which share of the work is steered.
 *
 * @param windowed whether it goes on only while the window is open
 */
public record Lane(long run, int step, int lane, boolean windowed) {

    /** For application_name. */
    String name() {
        return Scope.name(run, step);
    }
}
