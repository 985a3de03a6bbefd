package dev.godwit.postgres.object;

import static dev.godwit.postgres.TestPostgres.step;
import static dev.godwit.postgres.session.Attempt.UNATTENDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.ObjectWork;
import dev.godwit.plan.step.Step;
import dev.godwit.plan.step.Work;
import dev.godwit.postgres.RecordingAttempt;
import dev.godwit.postgres.TestPostgres;
import dev.godwit.postgres.ddl.StepRunner;
import dev.godwit.postgres.undo.UndoRunner;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a killed attempt leaves behind is found and ended. */
class KilledTest {

    private static final QualifiedName EVENTS = new QualifiedName("public", "events");
    private static final QualifiedName JANUARY = new QualifiedName("public", "january");
    private static final QualifiedName INDEX = new QualifiedName("public", "january_id");
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String PENDING =
            "select exists (select from pg_inherits where inhdetachpending)";
    private static final String CHECKS =
            "select count(*) from pg_constraint where conrelid = 'january'::regclass and contype = 'c'";
    private static final String BUILDING =
            "select exists (select from pg_stat_progress_create_index where current_locker_pid <> 0)";
    private static final String INDEXES =
            "select string_agg(c.relname || case when indisvalid then '' else ' INVALID' end, ', ' order by c.relname)"
                    + " from pg_index join pg_class c on c.oid = indexrelid where indrelid = 'january'::regclass";

    private TestPostgres target;

    @BeforeEach
    void tables() throws SQLException {
        target = TestPostgres.open();
        target.sql(
                "create table events (id int, at date) partition by range (at)",
                "create table january partition of events for values from ('2026-01-01') to ('2026-02-01')",
                "create table february partition of events for values from ('2026-02-01') to ('2026-03-01')",
                "create index january_id on january (id)",
                // Somebody's own carcass, of other columns.
                "create index january_at_ccnew on january (at)",
                "update pg_index set indisvalid = false where indexrelid = 'january_at_ccnew'::regclass");
    }

    @AfterEach
    void close() {
        target.close();
    }

    private Step detach() throws SQLException {
        String bound = target.text("select pg_get_partition_constraintdef('january'::regclass)");
        return step(
                1,
                new ObjectWork.Detach(EVENTS, JANUARY, List.of(), bound, true),
                new ObjectWork.Detach(EVENTS, JANUARY, List.of(), bound, false),
                Work.Ddl.free(
                        "public",
                        List.of(
                                "do $$ begin if not (select relispartition from pg_catalog.pg_class where oid = 'public.january'::regclass) then"
                                        + " alter table public.events attach partition public.january for values from ('2026-01-01') to ('2026-02-01'); end if; end $$")));
    }

    /** Killed while it waits for a reader, with the first of its two transactions committed. */
    private long killedDetach() throws Exception {
        long run = target.run(List.of(EVENTS, JANUARY), detach());
        RecordingAttempt attempt = new RecordingAttempt();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection reader = target.begin("select count(*) from events")) {
            Future<String> detaching =
                    threads.submit(
                            () -> new StepRunner(target.database()).run(run, 1, PATIENCE, attempt));
            target.await(PENDING);
            attempt.awaitReport("waits for pid");
            target.sql("insert into events values (1, '2026-02-03')");
            target.sql(
                    "select pg_terminate_backend(pid, 5000) from pg_stat_activity where query like '%detach partition%concurrently' and pid <> pg_backend_pid()");
            assertThatThrownBy(detaching::get).hasCauseInstanceOf(SQLException.class);
            reader.commit();
        }
        assertThat(target.text(PENDING)).isEqualTo("t");
        return run;
    }

    @Test
    void aDetachIsFinishedByTheNextAttempt() throws Exception {
        long run = killedDetach();
        new StepRunner(target.database()).run(run, 1, PATIENCE, UNATTENDED);
        assertThat(target.text("select count(*) from pg_inherits")).isEqualTo("1");
        assertThat(target.text(CHECKS)).isEqualTo("0");
        assertThat(target.stateOf(run, 1)).isEqualTo("done");
    }

    @Test
    void aDetachIsFinishedByARollbackAndTakenBack() throws Exception {
        long run = killedDetach();
        UndoRunner undo =
                new UndoRunner(target.database(), (id, number, work, attempt) -> "nothing saved");
        undo.plan(target.runOf(run).plan(), "tester", "");
        undo.undo(run, 1, PATIENCE, UNATTENDED);
        assertThat(target.text(PENDING)).isEqualTo("f");
        assertThat(target.text("select count(*) from pg_inherits")).isEqualTo("2");
        assertThat(target.text(CHECKS)).isEqualTo("0");
    }

    @Test
    void aReindexIsDoneAgainWithoutItsCarcass() throws Exception {
        long run = target.run(List.of(), step(1, new ObjectWork.Reindex(JANUARY, INDEX, true)));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection old = target.begin("insert into january values (0, '2026-01-02')")) {
            Future<String> building =
                    threads.submit(
                            () ->
                                    new StepRunner(target.database())
                                            .run(run, 1, PATIENCE, UNATTENDED));
            target.await(BUILDING);
            target.sql("select pg_terminate_backend(pid, 5000) from pg_stat_progress_create_index");
            assertThatThrownBy(building::get).hasCauseInstanceOf(SQLException.class);
            old.commit();
        }
        assertThat(target.text(INDEXES))
                .isEqualTo("january_at_ccnew INVALID, january_id, january_id_ccnew INVALID");
        long oid = target.oid(INDEX);
        new StepRunner(target.database()).run(run, 1, PATIENCE, UNATTENDED);
        assertThat(target.text(INDEXES)).isEqualTo("january_at_ccnew INVALID, january_id");
        assertThat(target.oid(INDEX)).isNotEqualTo(oid);
    }

    @Test
    void aReindexThatWasDoneAndNotRecordedIsNotDoneAgain() throws Exception {
        long run = target.run(List.of(), step(1, new ObjectWork.Reindex(JANUARY, INDEX, true)));
        target.sql(
                "insert into godwit.ledger (run, phase, step, event, note, once, actor) values (%d, 'APPLY', 1, 'index.rebuilding', 'oid %d', 'reindex 1', 'godwit')"
                        .formatted(run, target.oid(INDEX)),
                "reindex index concurrently january_id");
        long oid = target.oid(INDEX);
        new StepRunner(target.database()).run(run, 1, PATIENCE, UNATTENDED);
        assertThat(target.oid(INDEX)).isEqualTo(oid);
        assertThat(target.stateOf(run, 1)).isEqualTo("done");
    }
}
