package dev.godwit.postgres.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.problem.Problem;
import dev.godwit.postgres.TestPostgres;
import dev.godwit.postgres.preflight.Answer;
import dev.godwit.postgres.state.StateSchema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables with something that their copy would not have. */
class CopyRefusedTest {

    private static final String PLAN =
            """
            migration: proof
            backfill: { strategy: copy }
            operations: [ { alter_column: { table: items, column: price, type: bigint } } ]
            """;
    private static final String NUMBERS =
            """
            migration: proof
            backfill: { strategy: copy }
            operations: [ { alter_column: { table: items, column: note, type: int, up: "note::int", down: "note::text" } } ]
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "publication p | create publication p for table items",
                "publication p | create publication p for all tables",
                "policy p | create policy p on items",
                "extended statistics s | create statistics s on id, shop from items",
                "CLUSTER ON items_pkey | alter table items cluster on items_pkey",
                "which uses its row type | create table others (one items)",
                "trigger t | create trigger t before insert on items for each row execute function suppress_redundant_updates_trigger()",
                "view public.v | create view v as select id from items",
                "foreign key others_item_fkey | create table others (item int references items)",
                "deferrable constraint u | alter table items add constraint u unique (price) deferrable",
                "constraint c, which is NOT VALID | alter table items add constraint c check (price > 0) not valid",
                "exclusion constraint e | alter table items add constraint e exclude using btree (price with =)",
                "generated column | alter table items add column twice int generated always as (price * 2) stored",
                "replica identity FULL | alter table items replica identity full",
                "row-level security | alter table items enable row level security"
            })
    void areNamed(String what, String statement) throws Exception {
        try (TestPostgres target = TestPostgres.open()) {
            target.sql("create table items (id int primary key, price int, shop int)", statement);
            Answer answer = Walk.decide(target.database(), new StateSchema(target.direct()), PLAN);
            assertThat(answer.verdict()).isNotEqualTo(Answer.Verdict.READY);
            assertThat(answer.findings())
                    .anySatisfy(
                            problem -> {
                                assertThat(problem.code()).isEqualTo("GW-289");
                                assertThat(problem.what()).contains(what);
                            });
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create index i on items (lower(note))",
                "alter table items add check (note like '1%')"
            })
    void areFoundByTryingToo(String statement) throws Exception {
        try (TestPostgres target = TestPostgres.open()) {
            target.sql("create table items (id int primary key, note text)", statement);
            Answer answer =
                    Walk.decide(target.database(), new StateSchema(target.direct()), NUMBERS);
            assertThat(answer.findings()).extracting(Problem::code).contains("GW-289");
        }
    }
}
