package dev.godwit.migration;

import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.state.StateSchema;

/** A target, opened. */
public record TargetAccess(Database database, StateSchema state) {}
