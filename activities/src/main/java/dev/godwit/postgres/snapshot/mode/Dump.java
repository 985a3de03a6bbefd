package dev.godwit.postgres.snapshot.mode;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.EngineFailure;
import dev.godwit.postgres.snapshot.store.Store;
import dev.godwit.project.process.Ended;
import dev.godwit.project.process.Invocation;
import dev.godwit.project.process.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs pg_dump into a store: a file of that name is a whole dump. */
public final class Dump {

    private static final Logger LOG = LoggerFactory.getLogger(Dump.class);

    private static final String FAILED = "GW-431";
    private static final Duration LIMIT = Duration.ofHours(23);

    private final Map<String, String> environment;

    /** With the worker's pg_dump. */
    public Dump() {
        this(System.getenv());
    }

    Dump(Map<String, String> environment) {
        this.environment = environment;
    }

    /** The program, for whoever wants to know its version. */
    public PgDumpProgram program() {
        return new PgDumpProgram(environment);
    }

    /**
     * Dumps tables with their rows, in pg_dump's custom format.
     *
     * @param tables empty for everything but Godwit's own record
     * @param where for a problem
     * @throws EngineFailure when pg_dump cannot or does not end well
     */
    public Store.Written write(
            Database database,
            Store store,
            String file,
            List<QualifiedName> tables,
            String where,
            Attempt attempt)
            throws SQLException {
        attempt.report("pg_dump of " + what(tables));
        return store.make(file, part -> run(database, part, tables, where, attempt));
    }

    /** For people. */
    static String what(List<QualifiedName> tables) {
        return switch (tables.size()) {
            case 0 -> "the whole database";
            case 1 -> "table " + tables.getFirst();
            default -> tables.size() + " tables";
        };
    }

    private void run(
            Database database, Path part, List<QualifiedName> tables, String where, Attempt attempt)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(program().path().map(Path::toString).orElse("pg_dump"));
        command.addAll(List.of("--format=custom", "--no-password", "--file=" + part));
        if (tables.isEmpty()) {
            command.add("--exclude-schema=godwit");
        }
        tables.forEach(table -> command.add("--table=" + table.sql()));
        Files.createFile(part, Store.FILE); // before pg_dump does, which asks the umask
        Path said = Files.createTempFile("godwit-pg_dump", ".out");
        try {
            Ended ended =
                    new Sandbox(environment)
                            .run(
                                    new Invocation(
                                            command,
                                            Store.parent(part),
                                            Libpq.variables(database.unpooled()),
                                            false,
                                            said,
                                            LIMIT),
                                    attempt::check);
            if (!ended.good()) {
                LOG.warn("pg_dump has failed: {}", ended.text());
                throw new EngineFailure(
                        EngineFailure.Kind.PERMANENT,
                        new Problem(
                                FAILED,
                                "pg_dump has failed",
                                where,
                                ended.tookTooLong()
                                        ? "it took more than 23 hours"
                                        : ended.text().contains("permission denied")
                                                ? "its role may not read everything that is to be dumped"
                                                : "exit "
                                                        + ended.exit()
                                                        + "; the worker's log has what it said",
                                "mend it, and start again"),
                        null);
            }
        } finally {
            Files.deleteIfExists(said);
        }
    }
}
