package dev.godwit.plan.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DestructionTest {

    @Test
    void namesWhatTakesValuesAwayWhereverItStands() throws Exception {
        assertThat(
                        Destruction.in(
                                List.of(
                                        "alter table t drop column a, add column b int",
                                        "alter table t alter c type int using c::int",
                                        "with gone as (delete from t returning 1) select count(*) from gone",
                                        "insert into t values (1) on conflict (a) do update set a = 2",
                                        "update t set a = 1",
                                        "merge into t using u on t.a = u.a when matched then delete",
                                        "truncate t",
                                        "drop table t",
                                        "drop schema s cascade",
                                        "do $$ begin end $$",
                                        "call p()")))
                .containsExactly(
                        "ALTER COLUMN TYPE",
                        "CALL",
                        "DELETE",
                        "DO",
                        "DROP COLUMN",
                        "DROP SCHEMA",
                        "DROP TABLE",
                        "MERGE",
                        "ON CONFLICT DO UPDATE",
                        "TRUNCATE",
                        "UPDATE");
    }

    @Test
    void leavesOutWhatTakesNothingAway() throws Exception {
        assertThat(
                        Destruction.in(
                                List.of(
                                        "comment on table t is 'update and delete'",
                                        "create index i on t (a)",
                                        "drop index i",
                                        "drop view v",
                                        "alter table t add column b int, drop constraint c",
                                        "insert into t values (1) on conflict do nothing",
                                        "select * from t")))
                .isEmpty();
    }
}
