package dev.godwit.postgres.snapshot.mode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.spec.SnapshotMode;
import dev.godwit.plan.spec.SnapshotSpec;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.postgres.SchemaDump;
import dev.godwit.postgres.TestPostgres;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.EngineFailure;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.snapshot.store.Store;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtrasTest {

    private static TestPostgres target;

    @TempDir private Path folder;

    @BeforeAll
    static void open() throws SQLException {
        target = TestPostgres.open();
        target.sql(
                "create table users (id bigint primary key, name text)",
                "insert into users select i, 'n' || i from generate_series(1, 100) i",
                "create table other (id int)",
                "create role plain login");
    }

    @AfterAll
    static void close() throws SQLException {
        target.sql("drop role plain");
        target.close();
    }

    private long run(String mode, @Nullable String hook) throws SQLException {
        long run = target.run(List.of(new QualifiedName("public", "users")));
        target.sql(
                "update godwit.run set options = options || jsonb_build_object('snapshot', jsonb_build_object('mode', '%s', 'hook', %s)) where id = %d"
                        .formatted(mode, hook == null ? "null" : "'" + hook + "'", run));
        return run;
    }

    private Extras extras(@Nullable Store store, Hooks hooks) {
        return new Extras(target.database(), store, hooks, Attempt.UNATTENDED);
    }

    private List<Path> files() throws Exception {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void dumpsTheTablesOfAPlanOnceAndNeverTakesHalfOfItForAllOfIt() throws Exception {
        SchemaDump.needed();
        Store store = new Store(folder);
        long run = run("DUMP", null);
        extras(store, Hooks.NONE).take(run);
        Path dump =
                files().stream()
                        .filter(file -> file.toString().endsWith(".dump"))
                        .findFirst()
                        .orElseThrow();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dump)))
                .isEqualTo("rw-------");
        Process list = new ProcessBuilder("pg_restore", "--list", dump.toString()).start();
        assertThat(new String(list.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("TABLE DATA public users")
                .doesNotContain("other");
        Object at = Files.getLastModifiedTime(dump);
        extras(store, Hooks.NONE).take(run);
        assertThat(Files.getLastModifiedTime(dump)).isEqualTo(at);

        long next = run("DUMP", null);
        Files.createDirectories(folder.resolve("p"));
        Dump failing = new Dump(Map.of("PATH", planted("echo half > ${3#--file=}; exit 1")));
        assertThatThrownBy(
                        () ->
                                new Extras(
                                                target.database(),
                                                store,
                                                Hooks.NONE,
                                                failing,
                                                Attempt.UNATTENDED)
                                        .take(next))
                .isInstanceOf(EngineFailure.class)
                .hasMessageContaining("GW-431");
        assertThat(files()).noneMatch(file -> file.toString().contains("-" + next + "/"));
        assertThat(target.number("select count(*) from godwit.snapshot where run = " + next))
                .isZero();
    }

    /** A PATH with a pg_dump that does this. */
    private String planted(String script) throws Exception {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path program = bin.resolve("pg_dump");
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return bin + ":/usr/bin:/bin";
    }

    @Test
    void runsAHookUntilItHasSucceededOnce() throws Exception {
        long run = run("HOOK", "volume");
        List<String> runs = new ArrayList<>();
        Hooks failing =
                (hook, name, attempt) -> {
                    runs.add(hook);
                    return new Hooks.Ended(false, "exit 3");
                };
        assertThatThrownBy(() -> extras(null, failing).take(run)).hasMessageContaining("GW-432");
        assertThat(target.lines(run, "snapshot.failed")).isOne();
        Hooks good =
                (hook, name, attempt) -> {
                    runs.add(hook);
                    return new Hooks.Ended(true, "exit 0");
                };
        extras(null, good).take(run);
        extras(null, good).take(run);
        assertThat(runs).containsExactly("volume", "volume");
        assertThat(target.lines(run, "snapshot.hook")).isOne();
    }

    @Test
    void refusesBeforehandWhatCannotBeTaken() throws Exception {
        Preconditions nothing = Preconditions.NOTHING;
        assertThat(codes(nothing, SnapshotSpec.of(SnapshotMode.DUMP))).containsExactly("GW-426");
        assertThat(codes(nothing, new SnapshotSpec(SnapshotMode.HOOK, "volume")))
                .containsExactly("GW-428");
        assertThat(codes(nothing, SnapshotSpec.of(SnapshotMode.RESTORE_POINT))).isEmpty();
        assertThat(codes(nothing, SnapshotSpec.DATA)).isEmpty();
        Preconditions old =
                new Preconditions(
                        Set.of("volume"),
                        new Store(folder),
                        new PgDumpProgram(
                                Map.of("PATH", planted("echo 'pg_dump (PostgreSQL) 9.6.1'"))));
        assertThat(codes(old, SnapshotSpec.of(SnapshotMode.DUMP))).containsExactly("GW-427");
        assertThat(codes(old, new SnapshotSpec(SnapshotMode.HOOK, "volume"))).isEmpty();
        try (var connection = target.as("plain").getConnection()) {
            assertThat(
                            nothing.problems(
                                    connection, "p", SnapshotSpec.of(SnapshotMode.RESTORE_POINT)))
                    .extracting(Problem::code)
                    .containsExactly("GW-429");
        }
    }

    private static List<String> codes(Preconditions preconditions, SnapshotSpec asked)
            throws SQLException {
        return target.database()
                .inTransaction(
                        Scope.state("test"),
                        connection ->
                                preconditions.problems(connection, "p.yaml", asked).stream()
                                        .map(Problem::code)
                                        .toList());
    }
}
