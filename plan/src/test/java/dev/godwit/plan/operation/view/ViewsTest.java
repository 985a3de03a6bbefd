package dev.godwit.plan.operation.view;

import static dev.godwit.plan.operation.Compiled.name;
import static dev.godwit.plan.operation.Compiled.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.Compilation;
import dev.godwit.plan.PlanReader;
import dev.godwit.plan.operation.Compiled;
import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.schema.Column;
import dev.godwit.plan.schema.Index;
import dev.godwit.plan.schema.LiveObjects;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.schema.Table.Kind;
import dev.godwit.plan.schema.Use;
import dev.godwit.plan.schema.View;
import java.util.List;
import org.junit.jupiter.api.Test;

class ViewsTest {

    private static final View V =
            view("v", false, true, List.of(new Use(name("w"), null, "view public.w")));
    private static final View W = view("w", false, true, List.of());
    private static final View M = view("m", true, false, List.of());

    private static View view(String name, boolean materialized, boolean populated, List<Use> uses) {
        return new View(
                name(name),
                materialized,
                populated,
                List.of("create view ..."),
                List.of(),
                "view public." + name,
                uses);
    }

    private static Compilation compile(String plan) {
        List<Column> columns = List.of(Column.coming("id", "integer", true));
        Table t =
                table(
                        "t",
                        Kind.ORDINARY,
                        columns,
                        List.of(),
                        List.of(),
                        List.of(new Table.Dependent(null, null, "view public.v", "")));
        Table m =
                table(
                        "m",
                        Kind.MATERIALIZED_VIEW,
                        columns,
                        List.of(
                                new Index(
                                        "m_some",
                                        true,
                                        false,
                                        true,
                                        true,
                                        List.of("id"),
                                        "",
                                        "",
                                        List.of("id")),
                                new Index(
                                        "m_expr",
                                        true,
                                        false,
                                        true,
                                        false,
                                        List.of(""),
                                        "",
                                        "",
                                        List.of("id"))),
                        List.of(),
                        List.of());
        return Compiled.on(
                List.of(
                        t,
                        m,
                        table("v", Kind.VIEW, columns, List.of(), List.of(), List.of()),
                        table("w", Kind.VIEW, columns, List.of(), List.of(), List.of())),
                new LiveObjects(List.of(), List.of(V, W, M), List.of(), List.of(), List.of()),
                plan);
    }

    @Test
    void whatDoesNotFitIsRejectedAllAtOnce() {
        assertThat(
                        compile(
                                        """
                                        operations:
                                          - create_view: { name: v, as: select 1 }
                                          - create_view: { name: m, as: select 1, replace: true }
                                          - create_view: { name: v, as: select 1, replace: true }
                                          - drop_view: { name: t }
                                          - drop_view: { name: v }
                                          - refresh_materialized_view: { name: w }
                                          - refresh_materialized_view: { name: m }
                                        """)
                                .rejections())
                .extracting(Problem::code)
                .containsExactly(
                        "GW-206", "GW-245", "GW-224", "GW-245", "GW-224", "GW-245", "GW-244",
                        "GW-244");
    }

    @Test
    void whatStandsOnItMayGoBefore() {
        Compilation compiled =
                compile(
                        """
                        operations:
                          - drop_view: { name: w }
                          - drop_view: { name: v }
                          - drop_table: { name: t }
                          - refresh_materialized_view: { name: m, concurrently: false }
                        """);
        assertThat(compiled.rejections()).isEmpty();
        assertThat(compiled.refusals()).isEmpty();
        assertThat(compiled.gates()).containsKey("before_contract");
    }

    @Test
    void textIsCheckedWithoutADatabase() {
        assertThat(
                        PlanReader.read(
                                        "plan.yaml",
                                        """
                                        operations:
                                          - create_view: { name: a, as: delete from t }
                                          - create_view: { name: a, as: select 1, with_data: false }
                                          - create_view: { name: a, as: select 1, materialized: true, replace: true }
                                          - create_view: { name: a, as: select 1, options: "x) as select 1; drop table t; --" }
                                          - reindex: {}
                                          - reindex: { index: i, table: t }
                                        """)
                                .problems())
                .extracting(Problem::code)
                .containsExactly("GW-111", "GW-113", "GW-113", "GW-111", "GW-113", "GW-113");
    }
}
