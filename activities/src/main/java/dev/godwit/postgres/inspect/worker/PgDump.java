package dev.godwit.postgres.inspect.worker;

import dev.godwit.postgres.inspect.look.Look;
import dev.godwit.postgres.inspect.look.Subject;
import dev.godwit.postgres.snapshot.mode.PgDumpProgram;
import dev.godwit.workflow.operator.Check;
import dev.godwit.workflow.operator.Check.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The worker has a pg_dump that can read the server: its major is not older. */
public final class PgDump implements Look {

    private static final String BECAUSE =
            "a snapshot by pg_dump needs one that is not older than the server";

    private final PgDumpProgram program;

    public PgDump() {
        this(System.getenv());
    }

    /** With another environment than the worker's. */
    PgDump(Map<String, String> environment) {
        this.program = new PgDumpProgram(environment);
    }

    @Override
    public String name() {
        return "pg_dump";
    }

    @Override
    public List<Check> at(Connection connection, Subject subject) throws SQLException {
        int server = connection.getMetaData().getDatabaseMajorVersion();
        Optional<Integer> major = program.major();
        if (major.isEmpty()) {
            return List.of(
                    new Check(
                            name(),
                            Level.NOTE,
                            "there is none on the worker's PATH",
                            BECAUSE,
                            "install the PostgreSQL %d client on the worker's host"
                                    .formatted(server)));
        }
        return List.of(
                major.get() >= server
                        ? Check.ok(
                                name(), "version %d is on the worker's PATH".formatted(major.get()))
                        : new Check(
                                name(),
                                Level.WARNING,
                                "version %d is older than the server, which is %d"
                                        .formatted(major.get(), server),
                                BECAUSE,
                                "install the PostgreSQL %d client on the worker's host"
                                        .formatted(server)));
    }
}
