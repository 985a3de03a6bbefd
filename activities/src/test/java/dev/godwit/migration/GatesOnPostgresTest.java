package dev.godwit.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.migration.host.Outside;
import dev.godwit.migration.host.TargetAccess;
import dev.godwit.migration.host.Telemetry;
import dev.godwit.plan.Plan;
import dev.godwit.postgres.preflight.TargetServer;
import dev.godwit.postgres.script.source.ScriptFolders;
import dev.godwit.postgres.session.Database;
import dev.godwit.workflow.Contract;
import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.Phase;
import dev.godwit.workflow.activity.FinishInput;
import dev.godwit.workflow.activity.MigrationActivities;
import dev.godwit.workflow.activity.PhaseInput;
import dev.godwit.workflow.activity.PrepareInput;
import dev.godwit.workflow.activity.Prepared;
import dev.godwit.workflow.activity.Prepared.Verdict;
import dev.godwit.workflow.activity.StepInput;
import dev.godwit.workflow.activity.gate.Gate;
import dev.godwit.workflow.activity.gate.GateAnswer;
import dev.godwit.workflow.activity.gate.GateInput;
import dev.godwit.workflow.activity.undo.UndoInput;
import dev.godwit.workflow.operator.Notice;
import io.temporal.failure.ActivityFailure;
import io.temporal.testing.TestActivityEnvironment;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a plan and the worker's configuration say beside the steps, as a workflow gets it. */
class GatesOnPostgresTest {

    private static final String PLAN =
            """
            migration: email-not-null
            operations:
              - alter_column: { table: users, column: email, nullable: false, up: "'-'" }
            gates:
              before_backfill: { check: code-is-out }
              before_contract: { approval: true, timeout: 72h }
              before_rollback: approval
            on_failure: wait
            ddl: { patience: 1s }
            """;

    private final TestActivityEnvironment environment = TestActivityEnvironment.newInstance();
    private final Set<String> out = ConcurrentHashMap.newKeySet();
    private TargetServer server;
    private MigrationActivities activities;

    @BeforeEach
    void startUp() throws SQLException {
        server = new TargetServer();
        server.run(
                """
                create table users (id int primary key, email text);
                insert into users select i from generate_series(1, 20) i;
                """);
        Database database = server.database();
        TargetAccess access = new TargetAccess(database, server.state(), true);
        environment.registerActivitiesImplementations(
                new PostgresMigrations(
                        target -> access, new Deployer(out), Telemetry.NONE, ScriptFolders.NONE));
        activities = environment.newActivityStub(MigrationActivities.class);
    }

    @AfterEach
    void close() {
        environment.close();
        server.close();
    }

    @Test
    void tellsTheWorkflowWhatToWaitForAndWhoMayNotOpenIt() {
        Prepared prepared = prepare(PLAN);

        assertThat(prepared.verdict()).as("%s", prepared.findings()).isEqualTo(Verdict.READY);
        assertThat(prepared.gates())
                .containsOnlyKeys("BACKFILL", "CONTRACT", "ROLLBACK")
                .containsEntry(
                        "BACKFILL", new Gate(Gate.Kind.CHECK, Duration.ZERO, null, "code-is-out"))
                .containsEntry(
                        "CONTRACT",
                        new Gate(Gate.Kind.APPROVAL, Duration.ZERO, Duration.ofHours(72), null));
        assertThat(prepared.startedBy()).isEqualTo("anna@laptop");
        assertThat(prepared.fourEyes()).isTrue();
        assertThat(prepared.tells()).isTrue();
        assertThat(prepared.onFailure()).isEqualTo("wait");
    }

    @Test
    void refusesAPlanWhoseCheckNobodyHas() {
        Prepared prepared = prepare(PLAN.replace("code-is-out", "code-is-outt"));

        assertThat(prepared.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(prepared.findings()).extracting("code").containsExactly("GW-271");
        assertThat(prepared.startedBy()).isNull();
    }

    @Test
    void asksTheWorldOutsideForTheRun() throws SQLException {
        Prepared prepared = prepare(PLAN);
        GateInput gate = new GateInput(prepared.run(), Phase.BACKFILL);
        GateAnswer closed = new GateAnswer(false, "code-is-out of shop/email-not-null is not out");

        assertThat(activities.askGate(gate)).isEqualTo(closed);
        assertThat(activities.askGate(gate)).isEqualTo(closed);
        out.add("shop/email-not-null");
        assertThat(activities.askGate(gate).open()).isTrue();
        assertThat(server.ask("select count(*) from godwit.ledger where event = 'gate.asked'"))
                .isEqualTo("2");
    }

    @Test
    void makesARollbackWaitForThePreviousCode() {
        Prepared prepared = prepare(PLAN);
        activities.enterPhase(new PhaseInput(prepared.run(), Phase.APPLY, "anna@laptop"));
        activities.runStep(new StepInput(prepared.run(), 1));
        UndoInput undo = new UndoInput("shop", "email-not-null", "ben@desk", "");
        activities.enterPhase(new PhaseInput(prepared.run(), Phase.BACKFILL, "anna@laptop"));

        assertThat(activities.planUndo(undo).gate())
                .isEqualTo(new Gate(Gate.Kind.APPROVAL, Duration.ZERO));
        activities.undoStep(new StepInput(prepared.run(), 1));
        assertThat(activities.planUndo(undo).gate()).isNull(); // nothing is left to wait for
        activities.finish(
                new FinishInput(
                        prepared.run(), Outcome.ROLLED_BACK, Phase.ROLLED_BACK, "as before"));
    }

    @Test
    void givesUpALockAfterThePatienceOfThePlan() throws SQLException {
        Prepared prepared = prepare(PLAN);
        activities.enterPhase(new PhaseInput(prepared.run(), Phase.APPLY, "anna@laptop"));
        try (Connection application = server.owner().getConnection();
                Statement statement = application.createStatement()) {
            application.setAutoCommit(false);
            statement.execute("update users set email = 'x' where id = 1");

            assertThatThrownBy(() -> activities.runStep(new StepInput(prepared.run(), 1)))
                    .isInstanceOf(ActivityFailure.class)
                    .rootCause()
                    .hasMessageContaining("not to be had within 1 s', type='LOCKED'");
        }
    }

    private Prepared prepare(String plan) {
        return activities.prepare(
                new PrepareInput(
                        Contract.VERSION,
                        "shop",
                        "email-not-null",
                        "plan.yaml",
                        plan,
                        Plan.hash(plan),
                        "anna@laptop",
                        "w1"));
    }

    /** Knows which runs have their code out. */
    private record Deployer(Set<String> out) implements Outside {

        @Override
        public Set<String> checks() {
            return Set.of("code-is-out");
        }

        @Override
        public GateAnswer ask(String check, String run) {
            return out.contains(run)
                    ? new GateAnswer(true, "")
                    : new GateAnswer(false, check + " of " + run + " is not out");
        }

        @Override
        public boolean tells() {
            return true;
        }

        @Override
        public void tell(Notice notice) {
            throw new IllegalStateException("nobody is told here");
        }
    }
}
