package dev.godwit.migration.host;

/** Opens targets by name; the only place that knows addresses and passwords. */
public interface TargetDatabases {

    /**
     * The target of that name; opening it again is cheap.
     *
     * @throws dev.godwit.postgres.session.EngineFailure when this worker does not serve it
     */
    TargetAccess open(String target);
}
