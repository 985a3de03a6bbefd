package dev.godwit.plan.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.Compilation;
import dev.godwit.plan.step.RowWork;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Step;
import dev.godwit.plan.step.Work;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassesTest {

    @Test
    void fillsOfOneTableShareOnePassAndOneComparison() {
        Compilation compiled =
                MadeUp.users()
                        .compile(
                                """
                                operations:
                                  - add_column: { table: users, column: { name: full_name, type: text }, up: first_name || last_name }
                                  - add_column: { table: users, column: { name: short, type: text, nullable: true }, up: first_name, writes: application }
                                  - backfill: { table: users, set: { data: "'{}'" } }
                                  - alter_column: { table: users, column: nick, nullable: false, up: last_name }
                                """);
        assertThat(compiled.rejections()).isEmpty();
        assertThat(rows(compiled))
                .extracting(step -> step.number() + " " + step.stage() + " " + step.summary())
                .containsExactly(
                        "8 BACKFILL fill users.full_name, users.short, users.data, users.nick",
                        "9 VERIFY compare every row of users.full_name, users.short, users.data, users.nick");
        Step pass = rows(compiled).getFirst();
        assertThat(pass.operation()).isEqualTo("add_column, backfill, alter_column");
        assertThat(pass.undo()).singleElement().isInstanceOf(RowWork.GiveBack.class);
        assertThat(((RowWork.FillAll) pass.work()).columns())
                .extracting(RowWork.Filled::old)
                .containsExactly(false, false, true, false);
        Work.Prove prove = (Work.Prove) rows(compiled).getLast().work();
        assertThat(prove.triggers()).hasSize(3);
        assertThat(prove.mismatch()).contains("full_name", "short", "data", "nick");
        assertThat(compiled.steps())
                .extracting(Step::number)
                .containsExactlyElementsOf(
                        java.util.stream.IntStream.rangeClosed(1, compiled.steps().size())
                                .boxed()
                                .toList());
    }

    @Test
    void aFillThatReadsWhatAnotherFillsComesAfterIt() {
        Compilation compiled =
                MadeUp.users()
                        .compile(
                                """
                                operations:
                                  - backfill: { table: users, set: { nick: first_name } }
                                  - backfill: { table: users, set: { data: to_json(nick) } }
                                  - backfill: { table: users, set: { last_name: "'x'" } }
                                """);
        assertThat(rows(compiled))
                .extracting(Step::summary)
                .containsExactly(
                        "fill users.nick",
                        "fill users.data, users.last_name",
                        "compare every row of users.nick, users.data, users.last_name");
    }

    @Test
    void nothingPassesAnUpdateOfTheUsersOwn() {
        Compilation compiled =
                MadeUp.users()
                        .compile(
                                """
                                operations:
                                  - backfill: { table: users, set: { nick: first_name } }
                                  - backfill: { table: users, key: id, sql: "update users set last_name = nick where id between :start and :end" }
                                  - backfill: { table: users, set: { data: "'{}'" } }
                                """);
        assertThat(compiled.steps())
                .filteredOn(step -> step.stage() == Stage.BACKFILL)
                .extracting(Step::summary)
                .containsExactly(
                        "fill users.nick",
                        "run the UPDATE of plan.yaml:3 on users",
                        "fill users.data");
    }

    @Test
    void oneFillStaysWhatItWas() {
        Compilation compiled =
                MadeUp.users()
                        .compile(
                                "operations: [ { add_column: { table: users, column: { name: n, type: int }, up: length(first_name) } } ]");
        assertThat(rows(compiled).getFirst().work()).isInstanceOf(Work.Fill.class);
    }

    /** What changes the catalog only looks at no row. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "create_table: { name: t, columns: [ { name: id, type: bigint, pk: true } ] }",
                "drop_table: { name: users }",
                "rename_table: { from: users, to: people }",
                "set_replica_identity: { table: users, identity: { type: full } }",
                "add_column: { table: users, column: { name: a, type: text, nullable: true } }",
                "add_column: { table: users, column: { name: a, type: text, default: \"'x'\" } }",
                "alter_column: { table: users, column: nick, default: \"'x'\" }",
                "alter_column: { table: users, column: nick, comment: friends }",
                "alter_column: { table: users, column: last_name, nullable: true }",
                "create_index: { table: users, name: i, columns: { nick: {} } }",
                "sql: { up: select 1, down: select 1 }"
            })
    void aChangeOfTheCatalogFillsNothing(String operation) {
        Compilation compiled =
                MadeUp.users().compile("operations: [ { %s } ]".formatted(operation));
        assertThat(compiled.rejections()).isEmpty();
        assertThat(compiled.steps()).isNotEmpty();
        assertThat(rows(compiled)).isEmpty();
    }

    private static List<Step> rows(Compilation compiled) {
        return compiled.steps().stream()
                .filter(step -> step.stage() == Stage.BACKFILL || step.stage() == Stage.VERIFY)
                .toList();
    }
}
