package dev.godwit.plan.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.operation.Compiled;
import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.schema.Column;
import dev.godwit.plan.schema.LiveObjects;
import dev.godwit.plan.schema.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

class VersionRuleTest {

    private static final String PLAN =
            """
            operations:
              - create_constraint: { table: t, name: t_once, type: unique, columns: [ a ], nulls_not_distinct: true }
              - create_constraint:
                  table: t
                  name: t_t
                  type: foreign_key
                  columns: [ a ]
                  references: { table: t, columns: [ id ], on_delete: SET NULL, on_delete_set_columns: [ a ] }
              - create_table:
                  name: u
                  columns: [ { name: a, type: int } ]
                  constraints: [ { name: u_once, type: unique, columns: [ a ], nulls_not_distinct: true } ]
            """;

    @Test
    void whatAnOlderServerCannotDoIsRejectedBeforehand() {
        assertThat(codes(149_999)).containsExactly("GW-284", "GW-284", "GW-284");
        assertThat(codes(150_000)).isEmpty();
    }

    private static List<String> codes(int version) {
        Table table =
                Compiled.table(
                        "t",
                        Table.Kind.ORDINARY,
                        List.of(
                                Column.coming("id", "integer", true),
                                Column.coming("a", "integer", false)),
                        List.of(),
                        List.of(),
                        List.of());
        return Compiled.on(version, List.of(table), LiveObjects.NONE, PLAN).rejections().stream()
                .map(Problem::code)
                .toList();
    }
}
