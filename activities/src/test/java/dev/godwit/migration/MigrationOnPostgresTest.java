package dev.godwit.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.migration.host.TargetAccess;
import dev.godwit.plan.Plan;
import dev.godwit.postgres.preflight.TargetServer;
import dev.godwit.postgres.session.Database;
import dev.godwit.workflow.Contract;
import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.Phase;
import dev.godwit.workflow.activity.FinishInput;
import dev.godwit.workflow.activity.MigrationActivities;
import dev.godwit.workflow.activity.Note;
import dev.godwit.workflow.activity.PhaseInput;
import dev.godwit.workflow.activity.PrepareInput;
import dev.godwit.workflow.activity.Prepared;
import dev.godwit.workflow.activity.Prepared.Verdict;
import dev.godwit.workflow.activity.RunRef;
import dev.godwit.workflow.activity.StepInfo;
import dev.godwit.workflow.activity.StepInput;
import dev.godwit.workflow.activity.control.Control;
import dev.godwit.workflow.activity.control.ControlInput;
import dev.godwit.workflow.activity.gate.GateInput;
import dev.godwit.workflow.activity.slice.Proof;
import dev.godwit.workflow.activity.slice.SliceInput;
import dev.godwit.workflow.activity.slice.SliceReport;
import dev.godwit.workflow.activity.undo.UndoInput;
import dev.godwit.workflow.activity.undo.UndoPlan;
import dev.godwit.workflow.message.ReadInput;
import dev.godwit.workflow.message.history.History;
import io.temporal.failure.ActivityFailure;
import io.temporal.testing.TestActivityEnvironment;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The activities of a whole migration, called in order by hand, on a real PostgreSQL. */
class MigrationOnPostgresTest {

    private static final String PLAN =
            """
            migration: users-full-name
            operations:
              - add_column:
                  table: users
                  column: { name: full_name, type: text, nullable: false }
                  up: first_name || ' ' || last_name
              - create_index:
                  table: users
                  name: users_full_name_idx
                  columns: { full_name: {} }
            gates: { before_contract: { sql: "select count(*) > 0 from released" } }
            backfill: { lanes: 2, fire_user_triggers: true }
            verify:
              - { name: every user has a name, sql: "select id from users where full_name is null" }
            """;

    private static final String NAMES =
            "select count(*) || ' ' || count(*) filter (where full_name = first_name || ' ' || last_name) from users";

    private static final String SCHEMA =
            """
            select string_agg(line, E'\\n' order by line) from (
              select 'column ' || attnum || attname || ' ' || format_type(atttypid, atttypmod) || ' ' || attnotnull as line
                from pg_attribute where attrelid = 'users'::regclass and attnum > 0 and not attisdropped
              union all select 'constraint ' || conname || pg_get_constraintdef(oid) from pg_constraint where conrelid = 'users'::regclass
              union all select pg_get_indexdef(indexrelid) from pg_index where indrelid = 'users'::regclass
              union all select pg_get_triggerdef(oid) from pg_trigger where tgrelid = 'users'::regclass
              union all select 'function ' || proname from pg_proc where pronamespace in ('godwit'::regnamespace, 'public'::regnamespace)
            ) as all_of_it
            """;

    private final TestActivityEnvironment environment = TestActivityEnvironment.newInstance();
    private TargetServer server;
    private MigrationActivities activities;

    @BeforeEach
    void startUp() throws SQLException {
        server = new TargetServer();
        server.run(
                """
                create table users (id bigint primary key, first_name text not null, last_name text not null);
                insert into users select i, 'first' || i, 'last' || i from generate_series(1, 5000) i;
                create table released (at timestamptz);
                """);
        Database database = server.database();
        TargetAccess access = new TargetAccess(database, server.state());
        environment.registerActivitiesImplementations(new PostgresMigrations(target -> access));
        activities = environment.newActivityStub(MigrationActivities.class);
    }

    @AfterEach
    void close() {
        environment.close();
        server.close();
    }

    @Test
    void goesAllTheWay() throws SQLException {
        Prepared prepared = prepare("w1");
        assertThat(prepared.findings()).extracting("code").doesNotContain("GW-262");
        assertThat(prepared.verdict()).isEqualTo(Verdict.READY);
        RunRef run = prepared.run();

        enter(run, Phase.SNAPSHOT);
        activities.snapshot(run);
        phase(prepared, Phase.APPLY);
        server.run("insert into users values (5001, 'new', 'one')"); // the trigger fills it
        phase(prepared, Phase.BACKFILL);
        phase(prepared, Phase.VERIFY);
        Proof proof = activities.prove(run);
        assertThat(proof.green()).as(proof.note()).isTrue();
        assertThat(proof.compared()).isGreaterThanOrEqualTo(5001);
        phase(prepared, Phase.CONSTRAIN);
        enter(run, Phase.HOLD);
        assertThat(gate(run)).isFalse();
        server.run("insert into released values (now())");
        assertThat(gate(run)).isTrue();
        assertThat(activities.renewProof(run).green()).isTrue();
        phase(prepared, Phase.CONTRACT);
        activities.finish(new FinishInput(run, Outcome.DONE, Phase.DONE, ""));

        assertThat(server.ask(NAMES)).isEqualTo("5001 5001");
        assertThat(server.ask(SCHEMA))
                .contains("full_name text true", "users_full_name_idx")
                .doesNotContain("_godwit_", "zzz_godwit");
        assertThat(server.ask("select count(*) from godwit.table_lock")).isEqualTo("0");
        assertThat(prepare("w2").verdict()).isEqualTo(Verdict.ALREADY_APPLIED);
        History history = activities.read(new ReadInput(1, "shop", "shop", run.name()));
        assertThat(history.runs())
                .singleElement()
                .satisfies(r -> assertThat(r.rows()).isEqualTo(5000));
        assertThat(history.entries()).extracting("event").contains("run.started", "step.done");
    }

    @Test
    void everyCallMayBeRepeated() throws SQLException {
        Prepared prepared = prepare("w1");
        assertThat(prepare("w1")).isEqualTo(prepared);
        RunRef run = prepared.run();
        for (Phase phase : List.of(Phase.APPLY, Phase.BACKFILL, Phase.VERIFY, Phase.CONSTRAIN)) {
            phase(prepared, phase);
            phase(prepared, phase);
            if (phase == Phase.VERIFY) {
                assertThat(activities.prove(run)).isEqualTo(activities.prove(run));
            }
        }

        assertThat(server.ask(NAMES)).isEqualTo("5000 5000");
        assertThat(
                        server.ask(
                                "select sum(rows) from godwit.checkpoint c join godwit.step s on s.run = c.run and s.number = c.step where s.stage = 'BACKFILL'"))
                .isEqualTo("5000");
    }

    @Test
    void obeysWhatIsSaidAndSaysWhenItMayGoOn() throws SQLException {
        Prepared prepared = prepare("w1");
        RunRef run = prepared.run();
        phase(prepared, Phase.APPLY);
        enter(run, Phase.BACKFILL);
        int fill =
                prepared.steps().stream()
                        .filter(step -> step.kind() == StepInfo.Kind.FILL)
                        .findFirst()
                        .orElseThrow()
                        .number();
        SliceInput slice = new SliceInput(run, fill, 0, Duration.ofMinutes(1));

        say(run, "1", Control.AS_PLANNED.paused(true));
        say(run, "1", Control.AS_PLANNED.paused(true));
        assertThat(activities.fillSlice(slice)).isEqualTo(new SliceReport(false, 0, 0, 0));
        LocalTime hour = LocalTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.HOURS);
        String closed = hour.plusHours(2) + "-" + hour.plusHours(3) + " UTC";
        say(run, "2", new Control(false, null, null, closed, null));
        assertThat(activities.fillSlice(slice).until()).endsWith(hour.plusHours(2) + ":00Z");
        say(run, "3", Control.AS_PLANNED);
        assertThat(activities.fillSlice(slice).finished()).isTrue();
        assertThat(
                        server.ask(
                                "select string_agg(actor || note, ' ' order by id) from godwit.ledger where event = 'run.steered'"))
                .isEqualTo("anna1 anna2 anna3");
    }

    private void say(RunRef run, String id, Control control) {
        Note note = new Note(run, id, "anna", "BACKFILL", "run.steered", id);
        activities.control(new ControlInput(note, control));
    }

    @Test
    void takesBackEveryPhase() throws SQLException {
        server.state().upgrade();
        String before = server.ask(SCHEMA);
        List<Phase> phases =
                List.of(Phase.APPLY, Phase.BACKFILL, Phase.VERIFY, Phase.CONSTRAIN, Phase.CONTRACT);
        for (Phase last : phases) {
            Prepared prepared = prepare("up to " + last);
            assertThat(prepared.verdict())
                    .as("start after rollback, up to " + last)
                    .isEqualTo(Verdict.READY);
            for (Phase phase : phases.subList(0, phases.indexOf(last) + 1)) {
                phase(prepared, phase);
                if (phase == Phase.VERIFY) {
                    assertThat(activities.prove(prepared.run()).green()).isTrue();
                }
            }

            rollBack();

            assertThat(server.ask(SCHEMA).replaceAll("column \\d+", "column "))
                    .as("after " + last)
                    .isEqualTo(before.replaceAll("column \\d+", "column "));
        }
    }

    @Test
    void takesBackARunThatIsDone() throws SQLException {
        server.state().upgrade();
        String before = server.ask(SCHEMA);
        Prepared prepared = prepare("w1");
        for (Phase phase : List.of(Phase.APPLY, Phase.BACKFILL, Phase.VERIFY)) {
            phase(prepared, phase);
        }
        activities.prove(prepared.run());
        phase(prepared, Phase.CONSTRAIN);
        enter(prepared.run(), Phase.HOLD);
        phase(prepared, Phase.CONTRACT);
        activities.finish(new FinishInput(prepared.run(), Outcome.DONE, Phase.DONE, ""));

        rollBack();

        assertThat(server.ask(SCHEMA)).isEqualTo(before);
        assertThat(server.ask("select outcome from godwit.run")).isEqualTo("ROLLED_BACK");
    }

    @Test
    void knowsNothingToTakeBackWhereNothingWasDone() {
        UndoPlan plan = activities.planUndo(new UndoInput("shop", "users-full-name", "anna", ""));

        assertThat(plan.run().id()).isZero();
        assertThat(plan.steps()).isEmpty();
    }

    @Test
    void readsATargetWhereGodwitHasNeverBeen() throws SQLException {
        assertThat(activities.read(new ReadInput(1, "shop", "shop", "")).runs()).isEmpty();
        assertThat(server.ask("select to_regnamespace('godwit') is null")).isEqualTo("t");
    }

    @Test
    void stopsAtDdlOfSomebodyElse() throws SQLException {
        Prepared prepared = prepare("w1");
        phase(prepared, Phase.APPLY);
        server.run("alter table users add column theirs int");

        assertThatThrownBy(() -> enter(prepared.run(), Phase.BACKFILL))
                .isInstanceOf(ActivityFailure.class)
                .rootCause()
                .hasMessageContaining("type='CHANGED'");
        assertThat(server.ask("select note from godwit.ledger where event = 'table.changed'"))
                .isEqualTo("column theirs of users was added");
    }

    private Prepared prepare(String workflow) {
        return activities.prepare(
                new PrepareInput(
                        Contract.VERSION,
                        "shop",
                        "users-full-name",
                        "plan.yaml",
                        PLAN,
                        Plan.hash(PLAN),
                        "anna",
                        workflow));
    }

    private void enter(RunRef run, Phase phase) {
        activities.enterPhase(new PhaseInput(run, phase, "anna"));
    }

    private boolean gate(RunRef run) {
        return activities.askGate(new GateInput(run, Phase.CONTRACT)).open();
    }

    private void phase(Prepared prepared, Phase phase) {
        RunRef run = prepared.run();
        enter(run, phase);
        for (StepInfo step : prepared.steps()) {
            if (step.phase() == phase) {
                switch (step.kind()) {
                    case STATEMENT -> activities.runStep(new StepInput(run, step.number()));
                    case FILL, PROVE -> slices(run, step);
                }
            }
        }
    }

    private void slices(RunRef run, StepInfo step) {
        for (int lane = 0; lane < step.lanes(); lane++) {
            SliceInput input = new SliceInput(run, step.number(), lane, Duration.ofMillis(100));
            SliceReport report;
            do {
                report =
                        step.kind() == StepInfo.Kind.PROVE
                                ? activities.verifySlice(input)
                                : activities.fillSlice(input);
            } while (!report.finished());
        }
    }

    private void rollBack() {
        UndoPlan plan =
                activities.planUndo(new UndoInput("shop", "users-full-name", "anna", "test"));
        for (StepInfo step : plan.steps()) {
            activities.undoStep(new StepInput(plan.run(), step.number()));
            activities.undoStep(new StepInput(plan.run(), step.number()));
        }
        activities.finish(new FinishInput(plan.run(), Outcome.ROLLED_BACK, Phase.ROLLED_BACK, ""));
    }
}
