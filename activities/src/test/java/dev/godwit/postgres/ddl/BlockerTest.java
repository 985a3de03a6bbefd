package dev.godwit.postgres.ddl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.step.LockMode;
import dev.godwit.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlockerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "update t set a = 'x', b = 12 where id = 7|update t set a = ?, b = ? where id = ?",
                "select 12.50, .5, 1e10, 0xFF, t1.c2 from t1|select ?, ?, ?, ?, t1.c2 from t1",
                "select 'it''s', E'it\\'s x', $$ y $$, $q$ z $q$|select ?, ?, ?, ?",
                "select \"it's\" , 'x'|select \"it's\" , ?",
                "select 'cut off in the mid|select ?",
            })
    void showsAStatementWithoutItsLiterals(String query, String shown) {
        assertThat(Blocker.shown(query)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-- it's\nselect 'secret'",
                "/* don't */ select 'secret'",
                "select 'C:\\', 'secret'",
                "select $a$ it's $a$, 'secret'",
                "select $$ cut off secret",
                "-- secret",
            })
    void isNotLedAstrayByAQuoteElsewhere(String query) {
        assertThat(Blocker.shown(query)).doesNotContain("secret");
    }

    @Test
    void showsNoMoreThanSixtyCharacters() {
        assertThat(Blocker.shown("select " + "a".repeat(100))).hasSize(61).endsWith("…");
    }

    @Test
    void knowsWhichLocksKeepWhichOthersOutAsTheServerDoes() throws SQLException {
        try (TestPostgres target = TestPostgres.empty();
                Connection holder = target.connect();
                Connection asker = target.connect();
                Statement holds = holder.createStatement();
                Statement asks = asker.createStatement()) {
            target.sql("create table t ()");
            holder.setAutoCommit(false);
            asker.setAutoCommit(false);
            for (LockMode held : LockMode.values()) {
                holds.execute("lock table t in " + held.sql() + " mode");
                String mode =
                        target.text(
                                "select mode from pg_locks where relation = 't'::regclass and granted");
                for (LockMode wanted : LockMode.values()) {
                    assertThat(LockConflicts.with(wanted).contains(mode))
                            .as("%s, held: %s", wanted, held)
                            .isEqualTo(!granted(asks, wanted));
                    asker.rollback();
                }
                holder.rollback();
            }
        }
    }

    @Test
    void namesTheSessionOfAnotherRoleAsFarAsItIsVisible() throws SQLException {
        try (TestPostgres target = TestPostgres.empty()) {
            target.sql("create table t (id bigint)", "create role nobody_special login");
            try (Connection holder = target.begin("insert into t values (7)");
                    Connection looker = target.as("nobody_special").getConnection()) {
                List<Blocker> seen =
                        Blocker.holding(
                                looker,
                                List.of(target.number("select 't'::regclass::oid")),
                                LockMode.ACCESS_EXCLUSIVE);
                assertThat(seen).hasSize(1);
                assertThat(seen.getFirst().words())
                        .contains("postgres the application", "state not visible")
                        .doesNotContain("null");
                holder.rollback();
            } finally {
                target.sql("drop role nobody_special");
            }
        }
    }

    private static boolean granted(Statement asks, LockMode wanted) {
        try {
            asks.execute("lock table t in " + wanted.sql() + " mode nowait");
            return true;
        } catch (SQLException notAvailable) {
            assertThat(notAvailable.getSQLState()).isEqualTo("55P03");
            return false;
        }
    }
}
