package dev.godwit.migration;

/** The targets that this worker may open. Thread-safe. */
@FunctionalInterface
public interface TargetDatabases {

    /**
     * Gives access to a target; opens no connection by itself.
     *
     * @throws dev.godwit.postgres.session.EngineFailure when this worker knows no such target; its
     *     words hold no address and no password
     */
    TargetAccess open(String target);
}
