package dev.godwit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.e2e.harness.Run;
import dev.godwit.e2e.harness.Shop;
import dev.godwit.workflow.Outcome;
import org.junit.jupiter.api.Test;

/** Types and functions of the user's own, named without a schema, and new code that writes. */
class OwnTypesIT {

    @Test
    void aTypeBesideTheTableIsFoundAndNewCodeMayWriteTheColumn() throws Exception {
        try (Shop shop = Shop.open("types")) {
            shop.sql(
                    "create type mood as enum ('sad', 'happy')",
                    "create function cheer(score int) returns mood immutable language sql"
                            + " as $$ select case when score > 0 then 'happy' else 'sad' end::mood $$",
                    "create table people (id bigint primary key, score int not null)",
                    "insert into people select n, n % 2 from generate_series(1, 2000) n");
            shop.own("people");
            shop.worker();
            Run run =
                    shop.start(
                            shop.plan(
                                    "feeling.yaml",
                                    """
                                    operations:
                                      - add_column:
                                          table: people
                                          column:
                                            name: feeling
                                            type: mood
                                            check: { name: known, constraint: feeling >= 'sad'::mood }
                                          up: cheer(score)
                                          writes: application
                                      - create_index:
                                          table: people
                                          name: people_feeling_idx
                                          columns: { feeling: {} }
                                          predicate: feeling = 'happy'::mood
                                    gates: { before_constrain: approval, before_contract: none }
                                    """));
            run.awaitWaiting(60);
            shop.sql(
                    "update people set feeling = 'happy' where id = 2", // new code, another value
                    "update people set feeling = null where id = 4", // filled again
                    "update people set score = 1 where id = 6", // old code: the source changed
                    "insert into people values (2001, 1)");
            run.approve();
            assertThat(run.result(60))
                    .satisfies(
                            report ->
                                    assertThat(report.outcome())
                                            .as(report.toString())
                                            .isEqualTo(Outcome.DONE));
            assertThat(
                            shop.number(
                                    "select count(*) from people where feeling is distinct from cheer(score)"))
                    .as("only what new code wrote differs")
                    .isEqualTo(1);
            assertThat(shop.value("select feeling from people where id = 2")).contains("happy");
            assertThat(
                            shop.number(
                                    "select count(*) from pg_index where indexrelid = 'people_feeling_idx'::regclass and indisvalid"))
                    .isEqualTo(1);
        }
    }
}
