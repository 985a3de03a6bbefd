package dev.godwit.migration;

import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.state.StateSchema;

/**
 * A target, opened.
 *
 * @param guarded whether it is {@code protected} in the worker's configuration
 */
public record TargetAccess(Database database, StateSchema state, boolean guarded) {

    /** A target that is not protected. */
    public TargetAccess(Database database, StateSchema state) {
        this(database, state, false);
    }
}
