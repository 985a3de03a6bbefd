package dev.godwit.plan.operation.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.Compilation;
import dev.godwit.plan.Trial;
import dev.godwit.plan.operation.MadeUp;
import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.step.RowWork;
import dev.godwit.plan.step.Step;
import dev.godwit.plan.step.Work;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackfillTest {

    @Test
    void setsColumnsInOnePassAndSavesWhatWasThere() {
        Compilation compiled =
                MadeUp.users()
                        .compile(
                                "operations: [ { backfill: { table: users, set: { nick: first_name, data: \"'{}'\" }, where: id > 5 } } ]");
        assertThat(compiled.rejections()).isEmpty();
        assertThat(compiled.steps())
                .extracting(step -> step.stage() + " " + step.summary())
                .containsExactly(
                        "BACKFILL fill users.nick, users.data",
                        "VERIFY compare every row of users.nick, users.data");
        Step step = compiled.steps().getFirst();
        RowWork.FillAll fill = (RowWork.FillAll) step.work();
        assertThat(fill.columns())
                .extracting(RowWork.Filled::predicate)
                .containsExactly(
                        "(id > 5\n) and \"nick\" is distinct from (first_name\n)::text",
                        "(id > 5\n) and \"data\"::text is distinct from ('{}'\n)::json::text");
        assertThat(step.undo()).hasSize(2).hasOnlyElementsOfType(RowWork.GiveBack.class);
        assertThat(compiled.gates()).isEmpty();
        assertThat(compiled.trials()).hasSize(3);
    }

    @Test
    void triesOnlyWhatReadsColumnsThatAreThere() {
        Compilation compiled =
                MadeUp.users()
                        .compile(
                                """
                                operations:
                                  - add_column: { table: users, column: { name: born, type: date, nullable: true } }
                                  - backfill: { table: users, set: { nick: first_name }, where: born is null }
                                  - backfill: { table: users, set: { data: to_json(born) } }
                                  - backfill: { table: users, set: { last_name: first_name } }
                                """);
        assertThat(compiled.rejections()).isEmpty();
        assertThat(compiled.trials()).extracting(Trial::column).containsExactly("last_name");
    }

    @Test
    void refusesWhatCannotBeSetOrNotTwice() {
        assertThat(
                        MadeUp.users()
                                .compile(
                                        "operations: [ { backfill: { table: users, set: { id: \"1\", shout: \"'x'\", nick: nick || '!', last_name: frist_name, lost: \"1\" } } } ]")
                                .rejections())
                .extracting(Problem::code)
                .containsExactly("GW-291", "GW-291", "GW-292", "GW-202", "GW-202");
        assertThat(
                        MadeUp.keyless()
                                .firing("audit")
                                .compile(
                                        "operations: [ { backfill: { table: users, set: { nick: \"'x'\" } } } ]"))
                .satisfies(
                        compiled -> {
                            assertThat(compiled.rejections())
                                    .extracting(Problem::code)
                                    .containsExactly("GW-234");
                            assertThat(compiled.refusals())
                                    .extracting(Problem::code)
                                    .containsExactly("GW-214");
                        });
    }

    @Test
    void refusesToFillAColumnThatIsFilledAlready() {
        assertThat(
                        MadeUp.users()
                                .compile(
                                        """
                                        operations:
                                          - add_column: { table: users, column: { name: n, type: int }, up: length(first_name) }
                                          - backfill: { table: users, set: { n: "1" } }
                                          - backfill: { table: users, set: { nick: first_name } }
                                          - backfill: { table: users, set: { nick: "'x'" }, where: id = 1 }
                                        """)
                                .rejections())
                .extracting(Problem::code)
                .containsExactly("GW-299", "GW-299");
    }

    @Test
    void runsAnUpdateAndItsDown() {
        String plan =
                "operations: [ { backfill: { table: users, key: id, sql: \"update users set nick = 'x' where id between :start and :end\"%s } } ]";
        Compilation compiled = MadeUp.users().compile(plan.formatted(""));
        Step step = compiled.steps().getFirst();
        assertThat(((RowWork.RunBody) step.work()).key())
                .isEqualTo(new Work.KeyColumn("id", "bigint"));
        assertThat(step.losses()).hasSize(1);
        assertThat(compiled.notices()).extracting(Problem::code).containsExactly("GW-297");
        Step both =
                MadeUp.users()
                        .compile(
                                plan.formatted(
                                        ", down: \"update users set nick = null where id >= :start and id <= :end\""))
                        .steps()
                        .getFirst();
        assertThat(both.losses()).isEmpty();
        assertThat(both.undo()).singleElement().isInstanceOf(RowWork.RunBack.class);
        assertThat(MadeUp.users().compile(plan.formatted("").replace("id", "nick")).rejections())
                .extracting(Problem::code)
                .containsExactly("GW-294");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set: { nick: first_name }, sql: x, key: id",
                "where: id = 1",
                "sql: \"update users set nick = '' where id between :start and :end\"",
                "set: { nick: first_name }, key: id"
            })
    void refusesMixtures(String fields) {
        assertThat(
                        MadeUp.wrong(
                                "operations: [ { backfill: { table: users, %s } } ]"
                                        .formatted(fields)))
                .containsExactly("GW-290");
    }
}
