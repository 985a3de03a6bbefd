package dev.godwit.postgres.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.godwit.plan.Plan;
import dev.godwit.plan.problem.Problem;
import dev.godwit.postgres.preflight.Answer.Verdict;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.state.RunOptions;
import dev.godwit.postgres.state.RunOptions.StoredGate;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PolicyTest {

    private static final Policy GUARDED = new Policy(true, Set.of("code-is-out", "code-is-back"));

    private static final String NOT_NULL =
            """
            operations:
              - alter_column: { table: users, column: email, nullable: false, up: "'-'" }
            """;

    private static final String EMPTY =
            """
            operations:
              - sql: { up: "truncate users", down: "select 1" }
            """;

    private static final String DELETE =
            """
            operations:
              - delete: { table: users, where: id > 7 }
            """;

    private static final String BACKFILL =
            """
            operations:
              - backfill: { table: users, set: { email: "'-'" } }
            """;

    private TargetServer server;

    @BeforeEach
    void createTable() throws SQLException {
        server = new TargetServer();
        server.run(
                """
                create table users (id int primary key, email text);
                insert into users select i from generate_series(1, 20) i;
                """);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void saysBeforehandWhatARollbackDoesNotBringBack() throws SQLException {
        assertThat(prepare(DELETE + "snapshot: none\n", Policy.OPEN).findings())
                .filteredOn(notice -> notice.code().equals("GW-287"))
                .singleElement()
                .satisfies(
                        notice ->
                                assertThat(notice.what())
                                        .isEqualTo(
                                                "a rollback does not bring back everything: the deleted rows of users: the plan says snapshot: none"));
        assertThat(
                        prepare(
                                        """
                                        operations:
                                          - create_table: { name: fresh, columns: [ { name: id, type: int, pk: true } ] }
                                        """,
                                        Policy.OPEN)
                                .findings())
                .isEmpty();
    }

    @Test
    void refusesAThrottleThatCannotBeRead() throws SQLException {
        String plan =
                BACKFILL
                        + """
                        throttle: { replica_lag: 5s, check: code-is-oot, sql: "select count(*) from jobs" }
                        """;
        Answer answer = prepare(plan, GUARDED);
        assertThat(answer.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(answer.findings())
                .extracting(Problem::code, Problem::because)
                .containsExactly(
                        tuple("GW-271", "throttle asks it"),
                        tuple("GW-285", "relation \"jobs\" does not exist (42P01)"));
        assertThat(answer.findings().getFirst().next()).contains("code-is-out");
    }

    @Test
    void keepsWhatThePlanSaysBesideItsSteps() throws SQLException {
        String plan =
                NOT_NULL
                        + """
                        gates:
                          before_backfill: { after: 1h }
                          before_constrain: { sql: "select true", timeout: 2d }
                          before_contract: { check: code-is-out }
                          before_rollback: { approval: true, timeout: 48h }
                        backfill: { window: "22:00-6:00 Europe/Paris" }
                        on_failure: wait
                        ddl: { patience: 90s }
                        hold: 24h
                        """;
        Answer answer = prepare(plan, GUARDED);
        assertThat(answer.verdict()).as("%s", answer.findings()).isEqualTo(Verdict.READY);
        assertThat(answer.startedBy()).isEqualTo("anna");

        RunOptions options = prepare(plan, GUARDED).options(); // as it was read from the target
        assertThat(options.gates())
                .isEqualTo(
                        Map.of(
                                "BACKFILL", new StoredGate("AFTER", null, Duration.ofHours(1)),
                                "CONSTRAIN",
                                        new StoredGate(
                                                "SQL",
                                                "select true",
                                                Duration.ZERO,
                                                Duration.ofDays(2),
                                                null),
                                "CONTRACT",
                                        new StoredGate(
                                                "CHECK", null, Duration.ZERO, null, "code-is-out"),
                                "ROLLBACK",
                                        new StoredGate(
                                                "APPROVAL",
                                                null,
                                                Duration.ZERO,
                                                Duration.ofHours(48),
                                                null)));
        assertThat(options.window()).isEqualTo("22:00-06:00 Europe/Paris");
        assertThat(options.onFailure()).isEqualTo("wait");
        assertThat(options.patience()).isEqualTo(Duration.ofSeconds(90));
        assertThat(options.hold()).isEqualTo(Duration.ofHours(24));
    }

    @Test
    void refusesAGateWhoseCheckTheWorkerDoesNotHave() throws SQLException {
        String plan =
                NOT_NULL
                        + "gates: { before_contract: { check: code-is-ou }, before_rollback: { check: quiet-hours } }\n";

        Answer answer = prepare(plan, GUARDED);
        assertThat(answer.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(answer.findings())
                .extracting(Problem::code, Problem::next)
                .containsExactly(
                        tuple("GW-271", "did you mean \"code-is-out\"?"),
                        tuple("GW-271", "known here: code-is-back, code-is-out"));
        assertThat(prepare(plan, Policy.OPEN).findings())
                .allSatisfy(problem -> assertThat(problem.next()).contains("checks:"));
        assertThat(server.ask("select count(*) from godwit.run")).isEqualTo("0");
    }

    @Test
    void destroysNothingOnAProtectedTargetWithoutASnapshot() throws SQLException {
        for (String plan : new String[] {NOT_NULL, EMPTY, DELETE, BACKFILL}) {
            Answer answer = prepare(plan + "snapshot: none\n", GUARDED);
            assertThat(answer.verdict()).isEqualTo(Verdict.REFUSED);
            assertThat(answer.findings())
                    .extracting(Problem::code)
                    .as("%s", answer.findings())
                    .containsExactly("GW-272");
        }
        assertThat(prepare(EMPTY + "snapshot: none\n", GUARDED).findings().toString())
                .contains("TRUNCATE");
    }

    @Test
    void leavesOtherTargetsAndPlansAlone() throws SQLException {
        assertThat(prepare(EMPTY, GUARDED).verdict()).isEqualTo(Verdict.READY);
        String index =
                """
                operations: [ { create_index: { table: users, name: i, columns: { email: {} } } } ]
                snapshot: none
                """;
        assertThat(prepare(index, GUARDED).verdict()).isEqualTo(Verdict.READY);
        assertThat(prepare(EMPTY + "snapshot: none # again\n", Policy.OPEN).verdict())
                .isEqualTo(Verdict.READY);
    }

    private Answer prepare(String text, Policy policy) throws SQLException {
        String plan = "p" + Plan.hash(text).substring(0, 8);
        Request request =
                new Request(
                        "shop/" + plan, plan, plan + ".yaml", text, Plan.hash(text), "anna", plan);
        return new Preflight(server.database(), server.state(), policy)
                .run(request, Attempt.UNATTENDED);
    }
}
