package dev.godwit.postgres.undo;

import static dev.godwit.postgres.TestPostgres.step;
import static dev.godwit.postgres.session.Attempt.UNATTENDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.LockMode;
import dev.godwit.plan.step.Step;
import dev.godwit.plan.step.Work;
import dev.godwit.postgres.LostCommits;
import dev.godwit.postgres.RecordingAttempt;
import dev.godwit.postgres.TestPostgres;
import dev.godwit.postgres.ddl.StepRunner;
import dev.godwit.postgres.fill.SavedRows;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.EngineFailure;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.state.Steps;
import dev.godwit.postgres.state.StoredStep;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UndoRunnerTest {

    private static final QualifiedName T = new QualifiedName("public", "t");
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String INDEXES =
            "select coalesce(string_agg(i.relname || case when indisvalid then '' else ' INVALID' end, ', ' order by i.relname), 'none')"
                    + " from pg_index join pg_class i on i.oid = indexrelid where indrelid = 't'::regclass";
    private static final String COLUMNS =
            "select string_agg(attname, ' ' order by attnum) from pg_attribute where attrelid = 't'::regclass and attnum > 0 and not attisdropped";

    private static final Step ADD =
            step(
                    1,
                    ddl("alter table public.t add column c text"),
                    ddl("alter table public.t drop column if exists c"));
    private static final Step COUNT =
            step(1, sql("insert into log values ('up')"), sql("insert into log values ('down')"));
    private static final Work.BuildIndex INDEX = build("_godwit_1_idx", "t_a_idx");
    private static final Step BUILD = step(1, INDEX, drop("_godwit_1_idx"), drop("t_a_idx"));
    private static final Step DROP = step(1, drop("old_idx"), build("_godwit_1_idx", "old_idx"));

    private static TestPostgres target;

    @BeforeAll
    static void open() throws SQLException {
        target = TestPostgres.open();
    }

    @AfterAll
    static void close() {
        target.close();
    }

    @BeforeEach
    void tables() throws SQLException {
        target.sql(
                "drop table if exists t, log",
                "create table t (id bigint, a text)",
                "insert into t select i, 'a' || i from generate_series(1, 100) i",
                "create table log (what text)");
    }

    private static Work.Ddl ddl(String statement) {
        return new Work.Ddl(List.of(T), LockMode.ACCESS_EXCLUSIVE, List.of(statement), false);
    }

    private static Work.RunSql sql(String statement) {
        return new Work.RunSql(List.of(statement));
    }

    private static Work.DropIndex drop(String index) {
        return new Work.DropIndex(new QualifiedName("public", index));
    }

    private static Work.BuildIndex build(String reserved, String name) {
        String create = "create index concurrently \"" + reserved + "\" on public.t (a)";
        return new Work.BuildIndex(T, reserved, name, create, false, List.of(), null);
    }

    private static UndoRunner runner(Database database) {
        return new UndoRunner(database, new SavedRows(database)::restore);
    }

    private static String undo(long run) throws SQLException {
        return runner(target.database()).undo(run, 1, PATIENCE, UNATTENDED);
    }

    private static UndoList plan(long run) throws SQLException {
        return runner(target.database())
                .plan(target.runOf(run).plan(), "tester", "because")
                .orElseThrow();
    }

    private static void forward(long run) throws SQLException {
        new StepRunner(target.database()).run(run, 1, PATIENCE, UNATTENDED);
    }

    /** As a worker leaves it that dies right after it said that it begins. */
    private static void begin(long run) throws SQLException {
        target.database()
                .transaction(
                        Scope.state("test"),
                        connection -> Steps.mark(connection, run, 1, StoredStep.State.STARTED));
    }

    private static void assertUndone(long run) throws SQLException {
        assertThat(target.stateOf(run, 1)).isEqualTo("undone");
        assertThat(target.undoOf(run, 1)).isNotEqualTo("pending");
        assertThat(plan(run).steps()).isEmpty();
    }

    @Test
    void takesBackDdlThatHappenedNeverHappenedOrIsTakenBackTwice() throws Exception {
        long happened = target.run(List.of(T), ADD);
        forward(happened);
        assertThat(target.text(COLUMNS)).isEqualTo("id a c");
        plan(happened);
        assertThat(undo(happened)).isEqualTo("taken back");
        assertThat(target.text(COLUMNS)).isEqualTo("id a");
        assertUndone(happened);

        target.sql("alter table t add column c text"); // the user's own, since then
        assertThat(undo(happened)).isEqualTo("was taken back before");
        long begun = target.run(List.of(T), ADD);
        begin(begun);
        plan(begun);
        assertThat(undo(begun)).isEqualTo("it never happened");
        assertUndone(begun);
        long never = target.run(List.of(T), ADD);
        assertThat(plan(never).steps()).isEmpty();
        assertThat(undo(never)).isEqualTo("it never happened");
        assertThat(target.text(COLUMNS)).isEqualTo("id a c");
    }

    @Test
    void runsTheUsersOwnStatementsOnceThoughTheAnswerIsLost() throws Exception {
        long run = target.run(List.of(T), COUNT);
        forward(run);
        plan(run);
        LostCommits lost = new LostCommits(target.direct());
        UndoRunner flaky = runner(new Database(lost.source(), target.direct()));
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(
                        () -> flaky.undo(run, 1, PATIENCE, new RecordingAttempt(lost::loseNext)));
        assertThat(undo(run)).isEqualTo("was taken back before");
        assertThat(target.texts("select what from log")).containsExactly("up", "down");
        assertUndone(run);
    }

    @Test
    void goesOnBehindTheLastPartThatIsDone() throws Exception {
        Step step =
                step(
                        1,
                        sql("select 1"),
                        sql("insert into log values ('first')"),
                        sql("insert into log values ('second')"),
                        sql("insert into later values ('third')"));
        long run = target.run(List.of(T), step);
        forward(run);
        plan(run);
        assertThatExceptionOfType(EngineFailure.class).isThrownBy(() -> undo(run));
        target.sql("create table later (what text)");
        undo(run);
        assertThat(target.texts("select what from log")).containsExactly("first", "second");
        assertThat(target.texts("select what from later")).containsExactly("third");
        target.sql("drop table later");
    }

    @Test
    void recordsWhatCannotBeTakenBackAndListsItAgain() throws Exception {
        long run = target.run(List.of(T), step(1, sql("select 1"), sql("drop table missing")));
        forward(run);
        plan(run);
        assertThatExceptionOfType(EngineFailure.class)
                .isThrownBy(() -> undo(run))
                .matches(failure -> failure.kind() == EngineFailure.Kind.PERMANENT);
        assertThat(target.undoOf(run, 1)).isEqualTo("failed");
        assertThat(target.text("select note from godwit.undo where run = " + run))
                .contains("missing");
        assertThat(target.stateOf(run, 1)).isEqualTo("done");
        assertThat(plan(run).steps()).hasSize(1);
    }

    @Test
    void leavesALockedStepPending() throws Exception {
        long run = target.run(List.of(T), ADD);
        forward(run);
        plan(run);
        try (Connection holder = target.begin("select * from t")) {
            assertThatExceptionOfType(EngineFailure.class)
                    .isThrownBy(
                            () -> runner(target.database()).undo(run, 1, Duration.ZERO, UNATTENDED))
                    .matches(failure -> failure.kind() == EngineFailure.Kind.LOCKED);
            holder.rollback();
        }
        assertThat(target.undoOf(run, 1)).isEqualTo("pending");
        undo(run);
        assertUndone(run);
    }

    @Test
    void dropsTheIndexThatItsStepBuiltEvenAfterAReindex() throws Exception {
        long run = target.run(List.of(T), BUILD);
        forward(run);
        target.sql("reindex index concurrently t_a_idx");
        plan(run);
        undo(run);
        assertThat(target.text(INDEXES)).isEqualTo("none");
        assertUndone(run);
    }

    @Test
    void dropsWhatAHalfDoneBuildLeft() throws Exception {
        long run = target.run(List.of(T), BUILD);
        begin(run);
        target.sql(INDEX.create());
        plan(run);
        undo(run);
        assertThat(target.text(INDEXES)).isEqualTo("none");
        assertUndone(run);
    }

    @Test
    void neverDropsSomebodyElsesIndexOfTheSameName() throws Exception {
        long begun = target.run(List.of(T), BUILD);
        target.sql("create index t_a_idx on t (a)");
        begin(begun);
        plan(begun);
        assertThat(undo(begun)).contains("was not built by this step");
        assertThat(target.text(INDEXES)).isEqualTo("t_a_idx");
        assertUndone(begun);

        target.sql("drop index t_a_idx");
        long done = target.run(List.of(T), BUILD);
        forward(done);
        target.sql("drop index t_a_idx", "create index t_a_idx on t (id, a)");
        plan(done);
        assertThat(undo(done)).contains("was not built by this step");
        assertThat(target.text(INDEXES)).isEqualTo("t_a_idx");
    }

    @Test
    void buildsADroppedIndexAgain() throws Exception {
        target.sql("create index old_idx on t (a)");
        long run = target.run(List.of(T), DROP);
        forward(run);
        assertThat(target.text(INDEXES)).isEqualTo("none");
        plan(run);
        assertThat(undo(run)).isEqualTo("taken back");
        assertThat(target.text(INDEXES)).isEqualTo("old_idx");
        assertUndone(run);
    }

    @Test
    void keepsAnIndexWhoseDropNeverHappened() throws Exception {
        target.sql("create index old_idx on t (a)");
        long oid = target.oid(new QualifiedName("public", "old_idx"));
        long run = target.run(List.of(T), DROP);
        begin(run);
        plan(run);
        assertThat(undo(run)).isEqualTo("old_idx is still there");
        assertThat(target.oid(new QualifiedName("public", "old_idx"))).isEqualTo(oid);
        assertUndone(run);
    }

    @Test
    void mendsAnIndexWhoseDropWasKilledHalfway() throws Exception {
        target.sql(
                "create index old_idx on t (a)",
                "update pg_index set indisvalid = false where indexrelid = 'old_idx'::regclass");
        long run = target.run(List.of(T), DROP);
        begin(run);
        plan(run);
        undo(run);
        assertThat(target.text(INDEXES)).isEqualTo("old_idx");
        assertUndone(run);
    }

    @Test
    void makesFilledRowsNullAgain() throws Exception {
        Work.KeyColumn id = new Work.KeyColumn("id", "bigint");
        Work restore = new Work.RestoreNulls(T, "a", List.of(id), "_godwit_2_saved");
        long run = target.run(List.of(T), step(1, sql("select 1"), restore));
        forward(run);
        target.sql("create table godwit._godwit_2_saved as select id, a from t where id <= 10");
        plan(run);
        undo(run);
        assertThat(target.number("select count(*) from t where a is null")).isEqualTo(10);
        assertUndone(run);
    }
}
