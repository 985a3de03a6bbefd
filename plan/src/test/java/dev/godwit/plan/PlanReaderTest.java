package dev.godwit.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanReaderTest {

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
                          - drop_column: { table: users, column: x }
                          - add_column:
                              table: users
                              column: { name: full_name, type: text, unique: true }
                              up: first_name || (select 1)
                              writes: me
                          - create_index: { table: users, columns: {} }
                          - sql: { up: "create index concurrently i on t (x)" }
                          - alter_column: { table: a.b.c, column: x, up: "now(" }
                        gates: { before_contact: approval, before_contract: { check: x } }
                        backfill: { lanes: 99, window: "22:00" }
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
                        "plans/bad.yaml:5 GW-105 operation \"drop_column\" is known, but not built yet | built are: add_column, alter_column, create_index, drop_index, sql",
                        "plans/bad.yaml:8 GW-105 \"unique\" in add_column.column is known, but not built yet | remove it, or use an \"sql\" operation for it",
                        "plans/bad.yaml:10 GW-104 add_column.writes is \"me\" | write one of: godwit, application",
                        "plans/bad.yaml:11 GW-103 create_index lacks \"name\" | add name",
                        "plans/bad.yaml:14 GW-105 \"check\" in a gate is known, but not built yet | remove it, or use an \"sql\" operation for it",
                        "plans/bad.yaml:15 GW-105 \"window\" in the plan.backfill is known, but not built yet | remove it, or use an \"sql\" operation for it",
                        "plans/bad.yaml:16 GW-104 the plan.hold is \"soon\" | write a duration such as 90s, 30m or 24h");
    }

    @Test
    void whatIsWrongInsideTheSqlIsFoundWhenTheKeysAreRight() {
        Reading reading =
                PlanReader.read(
                        "sql.yaml",
                        """
                        operations:
                          - add_column: { table: users, column: { name: a, type: text }, up: "first_name || (select 1)" }
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
    void aFileWithoutANameIsNamedByItsStem() {
        Reading reading =
                PlanReader.read(
                        "some/where/add-note.yaml", "operations: [ { sql: { up: select 1 } } ]");
        assertThat(reading.problems()).isEmpty();
        assertThat(java.util.Objects.requireNonNull(reading.plan()).name()).isEqualTo("add-note");
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
