package dev.godwit.migration;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.migration.host.Outside;
import dev.godwit.migration.host.TargetAccess;
import dev.godwit.plan.Plan;
import dev.godwit.postgres.preflight.TargetServer;
import dev.godwit.postgres.script.source.ScriptFolders;
import dev.godwit.workflow.Contract;
import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.Phase;
import dev.godwit.workflow.activity.FinishInput;
import dev.godwit.workflow.activity.MigrationActivities;
import dev.godwit.workflow.activity.Note;
import dev.godwit.workflow.activity.PhaseInput;
import dev.godwit.workflow.activity.PrepareInput;
import dev.godwit.workflow.activity.Prepared;
import dev.godwit.workflow.activity.RunRef;
import dev.godwit.workflow.activity.StepInfo;
import dev.godwit.workflow.activity.StepInput;
import dev.godwit.workflow.activity.control.Control;
import dev.godwit.workflow.activity.gate.Gate;
import dev.godwit.workflow.activity.slice.SliceInput;
import dev.godwit.workflow.activity.slice.SliceReport;
import dev.godwit.workflow.activity.undo.UndoInput;
import dev.godwit.workflow.message.MigrationState;
import dev.godwit.workflow.operator.OperatorActivities;
import dev.godwit.workflow.operator.RecoverInput;
import dev.godwit.workflow.operator.Recovered;
import io.temporal.testing.TestActivityEnvironment;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs that are abandoned after any call and go on from what the target alone knows. */
class RecoveryTest {

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
            gates: { before_constrain: { after: 1h }, before_contract: approval }
            backfill: { lanes: 2, max_rows_per_second: 8000, fire_user_triggers: true }
            verify:
              - { name: every user has a name, sql: "select id from users where full_name is null" }
            hold: 1h
            """;

    private static final List<Phase> ROUTE =
            List.of(
                    Phase.PREFLIGHT,
                    Phase.SNAPSHOT,
                    Phase.APPLY,
                    Phase.BACKFILL,
                    Phase.VERIFY,
                    Phase.CONSTRAIN,
                    Phase.HOLD,
                    Phase.CONTRACT);

    private final TestActivityEnvironment environment = TestActivityEnvironment.newInstance();
    private TargetServer server;
    private MigrationActivities activities;
    private OperatorActivities operator;
    private int calls;

    @BeforeEach
    void startUp() throws SQLException {
        open();
        environment.registerActivitiesImplementations(
                new PostgresMigrations(target -> access()),
                new PostgresOperator(target -> access(), Outside.NOTHING, ScriptFolders.NONE, "1"));
        activities = environment.newActivityStub(MigrationActivities.class);
        operator = environment.newActivityStub(OperatorActivities.class);
    }

    @AfterEach
    void close() {
        environment.close();
        server.close();
    }

    @Test
    void goesOnWhereverARunWasAbandonedAndWritesNoRowTwice() throws SQLException {
        for (int most = 1; ; most += 2) {
            calls = most;
            boolean abandoned = !drive(begun());
            calls = Integer.MAX_VALUE;
            if (abandoned) {
                Recovered found = recover("w" + most);
                assertThat(found.rollingBack()).isFalse();
                drive(requireNonNull(found.state(), found.note()));
            }
            assertThat(
                            server.ask(
                                    "select count(*) || ' ' || count(*) filter (where full_name = first_name || ' ' || last_name) from users"))
                    .as("after %d calls", most)
                    .isEqualTo("2000 2000");
            assertThat(server.ask("select count(*) || ' ' || count(distinct id) from writes"))
                    .as("after %d calls", most)
                    .isEqualTo("2000 2000");
            assertThat(server.ask("select outcome from godwit.run")).isEqualTo("DONE");
            if (!abandoned) {
                assertThat(most).isGreaterThan(20);
                return;
            }
            server.close();
            open();
        }
    }

    @Test
    void knowsWhatTheRunWasToldAndWhichWaitsAreOver() throws SQLException {
        MigrationState begun = begun();
        RunRef run = begun.prepared().run();
        enter(run, Phase.HOLD);
        note(run, "a", "gate.approved", "before contract: tested on staging");
        server.run(
                "insert into godwit.control (run, paused, max_rows_per_second, actor) values (%d, true, 5, 'bob')"
                        .formatted(run.id()),
                "update godwit.ledger set at = at - interval '40 min' where note = 'hold'");

        MigrationState state = requireNonNull(recover("w2").state());

        Prepared prepared = state.prepared();
        assertThat(prepared.steps()).isEqualTo(begun.prepared().steps());
        assertThat(prepared.gates())
                .containsEntry("CONTRACT", new Gate(Gate.Kind.APPROVAL, Duration.ZERO));
        assertThat(prepared.findings()).isEqualTo(begun.prepared().findings());
        assertThat(prepared.startedBy()).isEqualTo("anna");
        assertThat(prepared.fourEyes()).isTrue();
        assertThat(prepared.hold()).isBetween(Duration.ofMinutes(19), Duration.ofMinutes(20));
        assertThat(state.phase()).isEqualTo(Phase.HOLD);
        assertThat(state.opened()).containsExactly("CONTRACT");
        assertThat(state.control()).isEqualTo(new Control(true, 5L, null, null, null));
        assertThat(state.controlled()).isEqualTo("bob");

        note(run, "b", "gate.opened", "the hold is over");
        assertThat(requireNonNull(recover("w2").state()).opened())
                .containsExactlyInAnyOrder("CONTRACT", "HOLD");
        assertThat(server.ask("select count(*) from godwit.ledger where event = 'run.recovered'"))
                .isEqualTo("1");
    }

    @Test
    void forgetsApprovalsFromBeforeTheRunWasSentBack() throws SQLException {
        RunRef run = begun().prepared().run();
        enter(run, Phase.BACKFILL);
        enter(run, Phase.VERIFY);
        enter(run, Phase.HOLD);
        note(run, "a", "gate.approved", "before contract");
        enter(run, Phase.BACKFILL);
        enter(run, Phase.HOLD);

        MigrationState state = requireNonNull(recover("w2").state());

        assertThat(state.refilled()).isTrue();
        assertThat(state.opened()).isEmpty();
    }

    @Test
    void renewsTheProofOfAContractThatHadNotBegun() throws SQLException {
        MigrationState begun = begun();
        enter(begun.prepared().run(), Phase.HOLD);
        enter(begun.prepared().run(), Phase.CONTRACT);

        for (String workflow : List.of("w2", "w3")) {
            MigrationState state = requireNonNull(recover(workflow).state());
            assertThat(state.phase()).isEqualTo(Phase.HOLD);
            assertThat(state.opened()).containsExactlyInAnyOrder("CONTRACT", "HOLD");
        }
        assertThat(server.ask("select phase from godwit.run")).isEqualTo("HOLD");
    }

    @Test
    void tellsARunThatIsBeingTakenBack() throws SQLException {
        drive(begun(), Phase.APPLY);
        activities.planUndo(new UndoInput("shop", "users-full-name", "anna", "test"));

        Recovered found = recover("w2");

        assertThat(found.rollingBack()).isTrue();
        assertThat(requireNonNull(found.state()).phase()).isEqualTo(Phase.ROLLING_BACK);
    }

    @Test
    void saysInWordsWhyThereIsNothingToRecover() throws SQLException {
        assertThat(recover("w").note()).isEqualTo("Godwit has never been on shop");
        assertThat(server.ask("select to_regnamespace('godwit') is null")).isEqualTo("t");
        drive(begun());
        Recovered done = recover("w");
        assertThat(done.state()).isNull();
        assertThat(done.note()).startsWith("shop/users-full-name is done: it ended at 2");
        assertThat(
                        operator.recover(
                                        new RecoverInput(
                                                Contract.VERSION, "shop", "x", "bob", "", "w"))
                                .note())
                .isEqualTo("shop has no run of a plan x");
    }

    private void open() throws SQLException {
        calls = Integer.MAX_VALUE;
        server = new TargetServer();
        server.run(
                """
                create table users (id bigint primary key, first_name text not null, last_name text not null);
                insert into users select i, 'first' || i, 'last' || i from generate_series(1, 2000) i;
                create table writes (id bigint);
                create function count_write() returns trigger language plpgsql as 'begin insert into public.writes values (new.id); return new; end';
                create trigger a_write before update on users for each row execute function count_write();
                """);
    }

    private TargetAccess access() {
        return new TargetAccess(server.database(), server.state(), true);
    }

    private Recovered recover(String workflow) {
        return operator.recover(
                new RecoverInput(
                        Contract.VERSION,
                        "shop",
                        "users-full-name",
                        "bob",
                        "the workflow was terminated",
                        workflow));
    }

    private MigrationState begun() {
        Prepared prepared =
                activities.prepare(
                        new PrepareInput(
                                Contract.VERSION,
                                "shop",
                                "users-full-name",
                                "plan.yaml",
                                PLAN,
                                Plan.hash(PLAN),
                                "anna",
                                "w1"));
        assertThat(prepared.verdict()).isEqualTo(Prepared.Verdict.READY);
        return new MigrationState(
                prepared,
                Phase.PREFLIGHT,
                0,
                false,
                0,
                true,
                List.of(),
                Map.of(),
                0,
                0,
                null,
                null);
    }

    private boolean drive(MigrationState state) {
        return drive(state, null) && finish(state.prepared().run());
    }

    /** As the workflow does. @return false when it ran out of calls */
    private boolean drive(MigrationState state, @Nullable Phase last) {
        RunRef run = state.prepared().run();
        boolean finished = state.finished();
        for (Phase phase : ROUTE.subList(ROUTE.indexOf(state.phase()), ROUTE.size())) {
            if (phase != state.phase()) {
                if (phase == Phase.CONTRACT) {
                    if (out()) {
                        return false;
                    }
                    assertThat(activities.renewProof(run).green()).isTrue();
                }
                if (out()) {
                    return false;
                }
                enter(run, phase);
                finished = false;
            }
            if (!finished && !work(state.prepared(), phase)) {
                return false;
            }
            if (phase == last) {
                return true;
            }
        }
        return true;
    }

    private boolean work(Prepared prepared, Phase phase) {
        RunRef run = prepared.run();
        for (StepInfo step : prepared.steps()) {
            for (int lane = 0; step.phase() == phase && lane < step.lanes(); lane++) {
                SliceReport report;
                do {
                    if (out()) {
                        return false;
                    }
                    report = call(run, step, lane);
                } while (!report.finished());
            }
        }
        if (phase == Phase.SNAPSHOT || phase == Phase.VERIFY) {
            if (out()) {
                return false;
            }
            if (phase == Phase.SNAPSHOT) {
                activities.snapshot(run);
            } else {
                assertThat(activities.prove(run).green()).isTrue();
            }
        }
        return true;
    }

    private SliceReport call(RunRef run, StepInfo step, int lane) {
        SliceInput slice = new SliceInput(run, step.number(), lane, Duration.ofMillis(100));
        return switch (step.kind()) {
            case STATEMENT -> {
                activities.runStep(new StepInput(run, step.number()));
                yield new SliceReport(true, 0, 0, 100);
            }
            case FILL -> activities.fillSlice(slice);
            case PROVE -> activities.verifySlice(slice);
        };
    }

    private boolean finish(RunRef run) {
        if (out()) {
            return false;
        }
        activities.finish(new FinishInput(run, Outcome.DONE, Phase.DONE, ""));
        return true;
    }

    private boolean out() {
        return --calls < 0;
    }

    private void enter(RunRef run, Phase phase) {
        activities.enterPhase(new PhaseInput(run, phase, "anna"));
    }

    private void note(RunRef run, String id, String event, String text) {
        activities.note(new Note(run, id, "bob", "hold", event, text));
    }
}
