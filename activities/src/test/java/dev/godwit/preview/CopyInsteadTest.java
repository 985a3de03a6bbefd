package dev.godwit.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.migration.host.Outside;
import dev.godwit.migration.host.TargetAccess;
import dev.godwit.plan.Plan;
import dev.godwit.postgres.TestPostgres;
import dev.godwit.postgres.script.source.ScriptFolders;
import dev.godwit.postgres.state.StateSchema;
import dev.godwit.workflow.Contract;
import dev.godwit.workflow.message.Finding;
import dev.godwit.workflow.preview.PreviewActivities;
import dev.godwit.workflow.preview.PreviewCopy;
import dev.godwit.workflow.preview.PreviewInput;
import dev.godwit.workflow.preview.PreviewReport;
import dev.godwit.workflow.preview.PreviewReport.PreviewTable;
import dev.godwit.workflow.preview.PreviewReport.Verdict;
import io.temporal.testing.TestActivityEnvironment;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said of a copy where nobody has asked for one, on a table of 33 MB. */
class CopyInsteadTest {

    private static final String PLAN =
            """
            migration: cents
            operations:
              - alter_column: { table: orders, column: total, type: bigint, up: total * 100, down: total / 100 }
            """;

    private static final String ALL =
            """
            select md5(string_agg(line, E'\\n' order by line)) from (
              select format('class %s %s %s', oid, xmin, relname) as line from pg_class
              union all select format('attribute %s %s %s', attrelid, attname, xmin) from pg_attribute
              union all select format('schema %s %s', nspname, xmin) from pg_namespace
              union all select format('function %s %s', proname, xmin) from pg_proc
              union all select format('trigger %s %s', tgname, xmin) from pg_trigger
              union all select format('constraint %s %s', conname, xmin) from pg_constraint
              union all select format('order %s %s %s', id, total, xmin) from orders) lines
            """;

    private final TestActivityEnvironment environment = TestActivityEnvironment.newInstance();
    private TestPostgres target;

    @BeforeEach
    void createTable() throws SQLException {
        target = TestPostgres.empty();
        target.sql(
                "create table orders (id int primary key, total int not null, note text, nothing int)",
                "alter table orders alter note set storage plain",
                "insert into orders select i, i, repeat('x', 4100) from generate_series(1, 4200) i",
                "create index on orders (total)",
                "create table items (id int primary key, price int)",
                "insert into items select i, i from generate_series(1, 1000) i",
                "vacuum analyze orders, items");
        TargetAccess access = new TargetAccess(target.database(), new StateSchema(target.direct()));
        environment.registerActivitiesImplementations(
                new PostgresPreview(name -> access, Outside.NOTHING, ScriptFolders.NONE));
    }

    @AfterEach
    void close() {
        environment.close();
        target.close();
    }

    @Test
    void itWouldDoAndNothingIsChangedByTheLook() throws SQLException {
        String before = target.text(ALL);

        PreviewReport report = look(PLAN);

        assertThat(target.text(ALL)).isEqualTo(before);
        PreviewCopy copy = Objects.requireNonNull(copy(report));
        assertThat(copy.problems()).isEmpty();
        assertThat(copy.tables()).extracting(PreviewTable::name).containsExactly("orders");
        assertThat(copy.tables().getFirst().bytes()).isGreaterThan(32L << 20);
        assertThat(copy.tables().getFirst().indexes()).isPositive();
        PreviewReport copied = look(PLAN + "backfill: { strategy: copy }\n");
        assertThat(copied.steps()).hasSize(copy.steps());
        assertThat(report.steps()).isNotEmpty().doesNotContainAnyElementsOf(copied.steps());
        assertThat(copy(copied)).isNull();
    }

    @Test
    void allColumnsAndTablesAreCounted() {
        String more =
                PLAN
                        + """
                          - alter_column: { table: orders, column: nothing, type: bigint }
                          - alter_column: { table: items, column: price, type: bigint }
                          - create_table: { name: other, columns: [ { name: id, type: int, pk: true } ] }
                        """;
        PreviewCopy copy = Objects.requireNonNull(copy(look(more)));

        assertThat(copy.problems()).isEmpty();
        assertThat(copy.tables()).extracting(PreviewTable::name).contains("orders", "items");
        assertThat(look(more + "backfill: { strategy: copy }\n").steps()).hasSize(copy.steps());
    }

    @Test
    void itIsSaidWhyItWouldBeRefusedAsStartWould() throws SQLException {
        target.sql(
                "alter table items add column orders int references orders",
                "create statistics of_orders on id, nothing from orders");

        PreviewReport report = look(PLAN);

        assertThat(report.verdict()).isEqualTo(Verdict.READY);
        PreviewCopy copy = Objects.requireNonNull(copy(report));
        assertThat(copy.steps()).isZero();
        assertThat(copy.tables()).extracting(PreviewTable::name).containsExactly("orders");
        assertThat(copy.problems())
                .isEqualTo(look(PLAN + "backfill: { strategy: copy }\n").problems());
        assertThat(copy.problems()).extracting(Finding::code).containsExactly("GW-289");
        assertThat(copy.problems().getFirst().what())
                .startsWith("orders cannot be copied with ")
                .contains("items");

        target.sql("alter table items drop column orders");
        assertThat(Objects.requireNonNull(copy(look(PLAN))).problems())
                .extracting(Finding::what)
                .containsExactly("orders cannot be copied with extended statistics of_orders");
    }

    @Test
    void nothingIsSaidOfASmallTable() {
        assertThat(
                        copy(
                                look(
                                        """
                                        migration: cents
                                        operations:
                                          - alter_column: { table: items, column: price, type: bigint }
                                        """)))
                .isNull();
    }

    @Test
    void nothingIsSaidWhereThePlanSaysHowOrDoesWhatACopyCannot() {
        assertThat(copy(look(PLAN + "backfill: { strategy: blocks }\n"))).isNull();
        assertThat(
                        copy(
                                look(
                                        PLAN
                                                + "  - alter_column: { table: orders, column: note, comment: x }\n")))
                .isNull();
        assertThat(
                        copy(
                                look(
                                        PLAN
                                                + "  - add_column: { table: items, column: { name: double, type: int }, up: price * 2 }\n")))
                .isNull();
        assertThat(copy(look(PLAN + "  - sql: { up: analyze orders }\n"))).isNull();
        assertThat(copy(look(PLAN.replace("type: bigint", "type: bigint, name: cents")))).isNull();
    }

    @Test
    void nothingIsSaidOfWhatIsDoneInTheCatalogAlone() {
        assertThat(
                        copy(
                                look(
                                        """
                                        migration: cents
                                        operations:
                                          - alter_column: { table: orders, column: note, type: varchar }
                                        """)))
                .isNull();
    }

    private static @Nullable PreviewCopy copy(PreviewReport report) {
        assertThat(report.verdict()).as(report.problems().toString()).isEqualTo(Verdict.READY);
        return Objects.requireNonNull(report.terms()).copy();
    }

    private PreviewReport look(String plan) {
        return environment
                .newActivityStub(PreviewActivities.class)
                .preview(
                        new PreviewInput(
                                Contract.VERSION,
                                "shop",
                                "shop",
                                "cents",
                                "plan.yaml",
                                plan,
                                Plan.hash(plan),
                                "anna",
                                false));
    }
}
