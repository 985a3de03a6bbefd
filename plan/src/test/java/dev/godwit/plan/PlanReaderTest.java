package dev.godwit.plan;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.spec.GateSpec;
import dev.godwit.plan.spec.GateSpec.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanReaderTest {

    private static final String FORMS =
            "approval, none, { sql: \"select ...\" }, { check: NAME }, { after: 24h } or { approval: true, timeout: 48h }";

    @Test
    void everyProblemIsFoundAtOnceWithItsLine() {
        Reading reading =
                PlanReader.read(
                        "plans/bad.yaml",
                        """
                        migration: bad/name
                        operatoins: []
                        operations:
                          - add_colum: { table: users }
                          - rename_column: { table: users, from: x, to: y }
                          - add_column:
                              table: users
                              column: { name: full_name, type: text, storage: main }
                              up: first_name || (select 1 from t)
                              writes: me
                          - create_index: { table: users, columns: {} }
                          - sql: { up: "create index concurrently i on t (x)" }
                          - alter_column: { table: a.b.c, column: x, type: text, up: "now(" }
                        gates:
                          before_contact: approval
                          before_backfill: aproval
                          before_constrain: { sql: "select tru from", timout: 2d }
                          before_contract: { check: released, after: 1h, timeout: soon }
                          before_rollback: { timeout: 2d }
                        backfill: { lanes: 99, window: "22:00-06:00 Europe/Pariss" }
                        hold: soon
                        """);

        assertThat(reading.plan()).isNull();
        assertThat(
                        reading.problems().stream()
                                .map(
                                        problem ->
                                                problem.where()
                                                        + " "
                                                        + problem.code()
                                                        + " "
                                                        + problem.what()
                                                        + " | "
                                                        + problem.next()))
                .containsExactly(
                        "plans/bad.yaml:2 GW-102 unknown key \"operatoins\" in the plan | did you mean \"operations\"?",
                        "plans/bad.yaml:4 GW-106 unknown operation \"add_colum\" | did you mean \"add_column\"?",
                        "plans/bad.yaml:8 GW-102 unknown key \"storage\" in add_column.column | known here: name, type, nullable, default, check, unique, references, comment, generated, pk",
                        "plans/bad.yaml:10 GW-104 add_column.writes is \"me\" | write one of: godwit, application",
                        "plans/bad.yaml:11 GW-103 create_index lacks \"name\" | add name",
                        "plans/bad.yaml:15 GW-102 unknown key \"before_contact\" in the plan.gates | did you mean \"before_contract\"?",
                        "plans/bad.yaml:16 GW-104 a gate is \"aproval\" | did you mean \"approval\"?",
                        "plans/bad.yaml:17 GW-102 unknown key \"timout\" in a gate | did you mean \"timeout\"?",
                        "plans/bad.yaml:17 GW-111 the sql of a gate is not SQL: syntax error at end of input at character 16 | correct it",
                        "plans/bad.yaml:18 GW-104 a gate has both check and after | write " + FORMS,
                        "plans/bad.yaml:18 GW-104 timeout of a gate is \"soon\" | write a duration above zero, such as 90s, 30m or 24h",
                        "plans/bad.yaml:19 GW-104 a gate does not say what opens it | write "
                                + FORMS,
                        "plans/bad.yaml:20 GW-104 '22:00-06:00 Europe/Pariss' is no window: Unknown time-zone ID: Europe/Pariss | did you mean \"Europe/Paris\"?",
                        "plans/bad.yaml:21 GW-104 the plan.hold is \"soon\" | write a duration such as 90s, 30m or 24h");
    }

    @Test
    void whatIsWrongInsideTheSqlIsFoundWhenTheKeysAreRight() {
        Reading reading =
                PlanReader.read(
                        "sql.yaml",
                        """
                        operations:
                          - add_column: { table: users, column: { name: a, type: text }, up: "first_name || (select 1 from t)" }
                          - add_column: { table: users, column: { name: b, type: text }, up: "lower(first_name" }
                          - add_column: { table: users, column: { name: c, type: text }, up: "now()::text" }
                          - add_column: { table: users, column: { name: d, type: text, default: "random()::text" } }
                          - sql: { up: "create index concurrently i on t (x)" }
                        """);
        assertThat(reading.problems())
                .extracting(Problem::code)
                .containsExactly("GW-112", "GW-111", "GW-112", "GW-116", "GW-117");
        assertThat(reading.problems().get(1).what()).contains("syntax error");
    }

    @Test
    void gatesAndTheWindowAreReadInAllTheirForms() {
        Plan plan =
                PlanReader.read(
                                "night.yaml",
                                """
                                operations: [ { sql: { up: select 1 } } ]
                                gates:
                                  before_backfill: { sql: "select count(*) = 0 from busy", timeout: 2d }
                                  before_constrain: { check: rollout-complete }
                                  before_contract: { timeout: 48h, approval: true }
                                  before_rollback: approval
                                backfill: { window: "22:00-6:00 Europe/Paris" }
                                """)
                        .plan();

        assertThat(requireNonNull(plan).gates())
                .containsOnly(
                        entry(
                                "before_backfill",
                                new GateSpec(
                                        Kind.SQL,
                                        "select count(*) = 0 from busy",
                                        Duration.ZERO,
                                        null,
                                        Duration.ofDays(2))),
                        entry(
                                "before_constrain",
                                new GateSpec(
                                        Kind.CHECK, null, Duration.ZERO, "rollout-complete", null)),
                        entry(
                                "before_contract",
                                new GateSpec(
                                        Kind.APPROVAL,
                                        null,
                                        Duration.ZERO,
                                        null,
                                        Duration.ofHours(48))),
                        entry("before_rollback", GateSpec.APPROVAL));
        assertThat(plan.backfill().window()).hasToString("22:00-06:00 Europe/Paris");
    }

    @Test
    void aGateThatCouldNeverOpenIsAMistake() {
        assertThat(gate("{ after: 24h, timeout: 1h }")).containsExactly("GW-118");
        assertThat(gate("{ after: 0s }")).containsExactly("GW-104");
        assertThat(gate("{ approval: false }")).containsExactly("GW-104");
        assertThat(gate("{ sql: delete from users }")).containsExactly("GW-104");
        assertThat(gate("{ sql: select true; select true }")).containsExactly("GW-104");
        assertThat(gate("{ check: }")).containsExactly("GW-104");
        assertThat(gate("[ approval ]")).containsExactly("GW-104");
    }

    private static List<String> gate(String form) {
        return codes(
                "operations: [ { sql: { up: select 1 } } ]\ngates: { before_contract: %s }"
                        .formatted(form));
    }

    @Test
    void aFileWithoutANameIsNamedByItsStem() {
        Reading reading =
                PlanReader.read(
                        "some/where/add-note.yaml", "operations: [ { sql: { up: select 1 } } ]");
        assertThat(reading.problems()).isEmpty();
        assertThat(requireNonNull(reading.plan()).name()).isEqualTo("add-note");
    }

    @Test
    void jsonIsReadLikeYaml() {
        Reading reading =
                PlanReader.read(
                        "x.json",
                        "{\"migration\": \"m\", \"operations\": [{\"drop_index\": {\"name\": \"shop.i\"}}]}");
        assertThat(reading.problems()).isEmpty();
    }

    @Test
    void aFileThatIsNoYamlOrTooLongOrSeveralPlansIsRefused() {
        assertThat(codes("a: [")).containsExactly("GW-101");
        assertThat(codes("a: 1\n---\nb: 2")).containsExactly("GW-109");
        assertThat(codes("")).containsExactly("GW-109");
        assertThat(codes("# " + "x".repeat(PlanReader.MAX_BYTES))).containsExactly("GW-107");
        assertThat(codes("operations: [ { sql: { up: select 1, up: select 2 } } ]"))
                .contains("GW-110");
    }

    private static List<String> codes(String text) {
        return PlanReader.read("x.yaml", text).problems().stream().map(Problem::code).toList();
    }
}
