package dev.godwit.migration;

import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.state.StateSchema;

/** The way to a target's tables and to Godwit's own record in it. */
public record TargetAccess(Database database, StateSchema state) {}
