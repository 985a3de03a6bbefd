package dev.godwit.postgres.snapshot.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.Step;
import dev.godwit.plan.step.Work;
import dev.godwit.postgres.TestPostgres;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.EngineFailure;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.snapshot.care.Care;
import dev.godwit.postgres.snapshot.care.Pruning;
import dev.godwit.postgres.snapshot.care.Restoring;
import dev.godwit.postgres.snapshot.care.Verification;
import dev.godwit.postgres.state.Runs;
import dev.godwit.postgres.state.StateSchema;
import dev.godwit.postgres.state.Steps;
import dev.godwit.postgres.state.StoredStep.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeeperTest {

    private static final QualifiedName USERS = new QualifiedName("public", "users");
    private static final QualifiedName ASIDE = new QualifiedName("_godwit_0b_kept", "odd \"name\"");

    @TempDir private Path folder;

    private TestPostgres target;
    private Store store;
    private long run;

    @BeforeEach
    void open() throws SQLException {
        target = TestPostgres.open();
        store = new Store(folder.resolve("shop"));
        target.sql(
                "create table users (id bigint primary key)",
                "insert into users select generate_series(1, 500)",
                "create table godwit._godwit_0a_kept (id bigint primary key, _godwit_0a_gone text)",
                "insert into godwit._godwit_0a_kept select i, case when i % 7 = 0 then E'a\\tb\\\\\\n' || i end from generate_series(1, 500) i",
                "create schema _godwit_0b_kept",
                "create table _godwit_0b_kept.\"odd \"\"name\"\"\" (at timestamptz, f float8, b bytea, j json, a text[], i interval)",
                "insert into _godwit_0b_kept.\"odd \"\"name\"\"\" select '2026-01-01 00:00+02'::timestamptz + i * interval '1 s', i / 3.0, '\\x00ff', '{\"a\": null}', array['x', null], '1 day 2 s' from generate_series(1, 40) i");
        Work keep =
                new Work.KeepColumn(
                        USERS,
                        "_godwit_0a_gone",
                        List.of(new Work.KeyColumn("id", "bigint")),
                        "_godwit_0a_kept",
                        "nick");
        Work moved =
                Work.Ddl.free(
                        "public", List.of("alter table public.\"odd \"\"name\"\"\" set schema x"));
        Work back = Work.Ddl.alter(ASIDE, "set schema public");
        Step[] steps = {TestPostgres.step(1, keep), TestPostgres.step(2, moved, back)};
        run = target.run(List.of(USERS), steps);
        target.database()
                .transaction(
                        Scope.state("test"),
                        connection -> {
                            for (Step step : steps) {
                                Steps.mark(connection, run, step.number(), State.STARTED);
                                Steps.mark(connection, run, step.number(), State.DONE);
                            }
                        });
    }

    @AfterEach
    void close() {
        target.close();
    }

    private void keep(@Nullable Store to) throws SQLException {
        new Keeper(target.database(), new StateSchema(target.direct()), to, Attempt.UNATTENDED)
                .complete(run, true);
    }

    private List<Path> files() throws Exception {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private List<Care> verify() throws SQLException {
        return new Verification(target.database(), store, Attempt.UNATTENDED).run("");
    }

    private void end() throws SQLException {
        target.database()
                .transaction(
                        Scope.state("test"),
                        connection -> Runs.end(connection, run, "DONE", "DONE", ""));
    }

    @Test
    void countsWhatIsKeptOnceAndWritesItAsFilesOfItsOwner() throws Exception {
        keep(store);
        assertThat(
                        target.texts(
                                "select concat_ws(' ', step, kind, relation, columns, rows, bytes > 0) from godwit.snapshot order by step"))
                .containsExactly("1 column users {nick} 500 t", "2 table odd \"name\" {} 40 t");
        List<Path> files = files();
        assertThat(files)
                .hasSize(3)
                .last()
                .satisfies(last -> assertThat(last).hasFileName("manifest.json"));
        for (Path file : files) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(file.getParent())))
                    .isEqualTo("rwx------");
        }
        assertThat(Files.readString(files.getLast())).contains("\"rows\" : 500", "\"sha256\"");
        Object first = Files.getLastModifiedTime(files.getFirst());
        Path half =
                files.getFirst().resolveSibling("." + files.getFirst().getFileName() + "-1.part");
        Files.writeString(half, "half of it");

        keep(store);
        assertThat(Files.getLastModifiedTime(files.getFirst())).isEqualTo(first);
        assertThat(target.lines(run, "data.kept")).isEqualTo(2);

        Files.delete(files.getFirst());
        target.sql("update godwit.snapshot set file = null where step = 1");
        keep(store); // as after a kill before the line was written
        assertThat(half).doesNotExist();
        assertThat(files.getFirst()).exists();
        assertThat(verify()).allSatisfy(one -> assertThat(one.outcome()).isEqualTo("SAME"));
    }

    @Test
    void aFileIsRestoredByPsqlAlone() throws Exception {
        Psql.needed();
        keep(store);
        for (Path file : files().subList(0, 2)) {
            Psql.run(target, "--set", "into=Back up", "--file=" + file);
        }
        assertThat(
                        target.number(
                                "select count(*) from \"Back up\".users_nick b join godwit._godwit_0a_kept k using (id) where b.nick is not distinct from k._godwit_0a_gone"))
                .isEqualTo(500);
        assertThat(
                        target.number(
                                "select count(*) from (select t::text from \"Back up\".odd__name_ t intersect select t::text from _godwit_0b_kept.\"odd \"\"name\"\"\" t) x"))
                .isEqualTo(40);
    }

    @Test
    void aChecksumIsTheSameWhateverIsSetAndSeesWhatHasChanged() throws Exception {
        keep(store);
        target.sql(
                "alter database %s set datestyle to 'German, DMY'".formatted(target.name()),
                "alter database %s set timezone to 'Asia/Tokyo'".formatted(target.name()),
                "alter database %s set extra_float_digits to -5".formatted(target.name()),
                "vacuum full godwit._godwit_0a_kept");
        assertThat(verify())
                .hasSize(2)
                .allSatisfy(one -> assertThat(one.outcome()).isEqualTo("SAME"));

        target.sql(
                "update godwit._godwit_0a_kept set _godwit_0a_gone = 'x' where id = 1",
                "delete from _godwit_0b_kept.\"odd \"\"name\"\"\" where f < 1");
        Files.writeString(files().getFirst(), "-- x\n", StandardOpenOption.APPEND);
        assertThat(verify())
                .satisfiesExactly(
                        one ->
                                assertThat(one.note())
                                        .contains("rows of", "were changed", "SHA-256 is another"),
                        one -> assertThat(one.note()).contains("has 38 rows, it had 40"));
    }

    @Test
    void isRestoredBesideTheOriginalsAndOverwritesNothing() throws Exception {
        keep(null);
        String plan = target.text("select plan from godwit.run where id = " + run);
        List<Care> done = restoring("first").run(plan, "looked at");
        assertThat(done)
                .extracting(Care::note)
                .containsExactly("as looked at.users_nick", "as looked at.odd__name_");
        assertThat(target.number("select count(nick) from \"looked at\".users_nick")).isEqualTo(71);
        assertThat(restoring("first").run(plan, "looked at")).hasSize(2); // its answer was lost
        assertThatThrownBy(() -> restoring("second").run(plan, "looked at"))
                .isInstanceOf(EngineFailure.class)
                .hasMessageContaining("GW-433");
        assertThatThrownBy(() -> restoring("third").run("other", "x"))
                .hasMessageContaining("GW-434");
        assertThatThrownBy(() -> restoring("third").run(plan, "godwit"))
                .hasMessageContaining("GW-435");
    }

    private Restoring restoring(String request) {
        return new Restoring(target.database(), null, request, Attempt.UNATTENDED);
    }

    @Test
    void isPrunedOnlyWhenTheRunHasEndedLongAgo() throws Exception {
        keep(store);
        Pruning pruning = new Pruning(target.database(), store, Attempt.UNATTENDED);
        assertThat(pruning.look("", Duration.ZERO)).isEmpty();
        end();
        assertThat(pruning.look("", Duration.ofDays(1))).isEmpty();
        assertThat(pruning.run("", Duration.ofDays(1), "anna")).isEmpty();
        assertThat(pruning.look("", Duration.ZERO)).hasSize(2);
        assertThat(files()).hasSize(3);

        assertThat(pruning.run("", Duration.ZERO, "anna")).hasSize(2);
        assertThat(files()).isEmpty();
        assertThat(target.text("select to_regclass('godwit._godwit_0a_kept')")).isEqualTo("null");
        assertThat(target.text("select to_regnamespace('_godwit_0b_kept')")).isEqualTo("null");
        assertThat(target.number("select count(*) from godwit.snapshot where pruned_by = 'anna'"))
                .isEqualTo(2);
        assertThat(target.lines(run, "data.pruned")).isEqualTo(2);
        assertThat(pruning.run("", Duration.ZERO, "anna")).isEmpty();
        assertThat(verify()).isEmpty();
    }
}
