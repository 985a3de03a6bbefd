package dev.godwit.plan.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.sql.Statements;
import dev.godwit.plan.step.Save;
import dev.godwit.plan.step.Save.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TakingTest {

    private static Taking of(String... script) throws Exception {
        return Taking.of(List.of(script), "s");
    }

    @Test
    void savesColumnsTablesAndTypes() throws Exception {
        Taking taking =
                of(
                        "select 1",
                        "alter table shop.t add b int, drop column a, alter \"C\" type int using \"C\"::int",
                        "drop table if exists u, shop.v");
        assertThat(taking.unseen()).isEmpty();
        assertThat(taking.rowsOnly()).isFalse();
        assertThat(taking.saves())
                .containsExactly(
                        new Save(1, Kind.COLUMN, "shop", "t", List.of("a"), "", "s1"),
                        new Save(1, Kind.TYPE, "shop", "t", List.of("C"), "", "s2"),
                        new Save(2, Kind.TABLE, null, "u", List.of(), "", "s3"),
                        new Save(2, Kind.TABLE, "shop", "v", List.of(), "", "s4"));
    }

    @Test
    void losesNothingThatTheScriptItselfHasMade() throws Exception {
        Taking taking =
                of(
                        "create table u (a int)",
                        "alter table t add b int",
                        "delete from u",
                        "update t set b = 1",
                        "update t set b = 1, c = 2",
                        "drop table u");
        assertThat(taking.saves())
                .singleElement()
                .satisfies(save -> assertThat(save.columns()).containsExactly("c"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table if not exists u (a int); delete from u",
                "create table u (a int); alter table u rename to v; alter table old rename to u; delete from u",
                "create table u (a int); set search_path = other; delete from u",
                "create table u (a int); drop table u; alter table old rename to u; delete from u",
                "alter table t add column if not exists a int; update t set a = 1"
            })
    void looksTwiceWhenANameMayMeanAnotherTable(String script) throws Exception {
        assertThat(Taking.of(Statements.parse(script).texts(), "s").saves()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    update t set a = 1                                     | select "t".* from "t"
                    update only t set a = 1 where b is distinct from c     | select "t".* from only "t" where b is distinct from c
                    update t set a = b is distinct from c                  | select "t".* from "t"
                    UPDATE shop."T" AS x SET a = 'where' FROM u, v WHERE x.id = u.id RETURNING 1 | select "x".* from "shop"."T" as "x", u, v where x.id = u.id
                    update t set a = (select 1 from u where u.id = t.id) where t.b > 0 | select "t".* from "t" where t.b > 0
                    update t set a = $x$ from where $x$ where b = E'it\\'s' | select "t".* from "t" where b = E'it\\'s'
                    delete from t                                          | select "t".* from "t"
                    delete from t using u where u.id = t.id                | select "t".* from "t", u where u.id = t.id
                    delete from t x where x.a = 'using' -- using           | select "x".* from "t" as "x" where x.a = 'using' -- using
                    """)
    void findsTheRowsThatWillBeTouched(String statement, String query) throws Exception {
        Taking taking = of(statement);
        assertThat(taking.unseen()).isEmpty();
        assertThat(taking.rowsOnly()).isTrue();
        assertThat(taking.saves())
                .singleElement()
                .extracting(Save::rows)
                .asString()
                .startsWith(query);
        assertThat(taking.saves().getFirst().rows()).contains("\nfor update of ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "with old as (select 1 as id) update t set a = 1 from old where old.id = t.id",
                "with gone as (delete from t returning *) select count(*) from gone",
                "do $$ begin update t set a = 1; end $$",
                "call p()",
                "merge into t using u on t.a = u.a when matched then delete",
                "insert into t values (1) on conflict (a) do update set a = 2",
                "truncate t cascade",
                "drop schema s cascade",
                "alter type pair drop attribute a"
            })
    void saysWhatItCannotSee(String statement) throws Exception {
        assertThat(of(statement).unseen()).isNotEmpty();
        assertThat(of(statement).rowsOnly()).isFalse();
    }

    @Test
    void seesNoHarmInWhatOnlyAdds() throws Exception {
        Taking taking =
                of(
                        "create table t (a int)",
                        "insert into t values (1)",
                        "create index i on t (a)",
                        "drop view if exists v",
                        "alter table t add constraint c check (a > 0), alter a set not null");
        assertThat(taking.saves()).isEmpty();
        assertThat(taking.unseen()).isEmpty();
        assertThat(taking.rowsOnly()).isFalse();
    }
}
