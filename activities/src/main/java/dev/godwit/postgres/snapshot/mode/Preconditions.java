package dev.godwit.postgres.snapshot.mode;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.reading.Problems;
import dev.godwit.plan.spec.SnapshotMode;
import dev.godwit.plan.spec.SnapshotSpec;
import dev.godwit.postgres.snapshot.RestorePoint;
import dev.godwit.postgres.snapshot.store.Store;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a plan's {@code snapshot:} needs, asked before the run begins.
 *
 * @param hooks names of the worker's hooks
 * @param store null where everything stays in the target
 */
public record Preconditions(Set<String> hooks, @Nullable Store store, PgDumpProgram program) {

    private static final String NO_STORE = "GW-426";
    private static final String NO_PROGRAM = "GW-427";
    private static final String NO_HOOK = "GW-428";

    /** Of a worker without hooks and without a store. */
    public static final Preconditions NOTHING =
            new Preconditions(Set.of(), null, new PgDumpProgram(java.util.Map.of()));

    /** What is missing; empty when nothing is. */
    public List<Problem> problems(Connection connection, String source, SnapshotSpec asked)
            throws SQLException {
        return switch (asked.mode()) {
            case DUMP -> dump(connection, source).stream().toList();
            case RESTORE_POINT ->
                    RestorePoint.may(connection)
                            ? List.of()
                            : List.of(RestorePoint.refusal(source));
            case HOOK -> hook(source, String.valueOf(asked.hook())).stream().toList();
            case DATA, NONE -> List.of();
        };
    }

    private Optional<Problem> dump(Connection connection, String source) throws SQLException {
        if (store == null) {
            return Optional.of(noStore(source));
        }
        String flaw = store.flaw();
        if (!flaw.isEmpty()) {
            return Optional.of(
                    new Problem(
                            NO_STORE,
                            "there is nowhere to dump to",
                            source,
                            flaw,
                            "let the worker's user write there"));
        }
        int server = connection.getMetaData().getDatabaseMajorVersion();
        return program.flaw(server)
                .map(
                        because ->
                                new Problem(
                                        NO_PROGRAM,
                                        "the worker has no pg_dump for this server",
                                        source,
                                        because,
                                        "install the PostgreSQL %d client on the worker's host"
                                                .formatted(server)));
    }

    private Optional<Problem> hook(String source, String name) {
        return hooks.contains(name)
                ? Optional.empty()
                : Optional.of(
                        new Problem(
                                NO_HOOK,
                                "the worker of this target has no hook \"" + name + "\"",
                                source,
                                "the plan asks for it: snapshot: { %s: %s }"
                                        .formatted(
                                                SnapshotMode.HOOK
                                                        .name()
                                                        .toLowerCase(java.util.Locale.ROOT),
                                                name),
                                hooks.isEmpty()
                                        ? "name it under hooks: in the worker's godwit.yaml"
                                        : Problems.suggestion(name, new TreeSet<>(hooks))));
    }

    static Problem noStore(String where) {
        return new Problem(
                NO_STORE,
                "there is nowhere to dump to",
                where,
                "the worker's configuration names no directory for snapshots",
                "add snapshots: { directory: /PATH } to the worker's godwit.yaml");
    }
}
