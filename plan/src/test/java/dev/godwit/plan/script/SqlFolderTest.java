package dev.godwit.plan.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.problem.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlFolderTest {

    private static SqlFolder.Read read(Map<String, String> files) {
        return SqlFolder.read("db", files);
    }

    private static SqlMigration one(String text) {
        SqlFolder.Read read = read(Map.of("1_a.sql", text));
        assertThat(read.problems()).isEmpty();
        return read.migrations().getFirst();
    }

    @Test
    void comesInOrderOfItsNumbersAndNotOfItsLetters() {
        SqlFolder.Read read =
                read(
                        Map.of(
                                "10_ten.sql", "select 1",
                                "9_nine.sql", "select 1",
                                "0002_two.sql", "select 1",
                                "2.1_after_two.sql", "select 1",
                                "20260101123000_late.sql", "select 1",
                                "readme.md", "not a migration"));
        assertThat(read.problems()).isEmpty();
        assertThat(read.migrations())
                .extracting(SqlMigration::name)
                .containsExactly(
                        "0002_two", "2.1_after_two", "9_nine", "10_ten", "20260101123000_late");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table t (a int);\n-- down\ndrop table t;",
                "create table t (a int);\n  --down  \ndrop table t",
                "-- migrate:up\ncreate table t (a int);\n-- migrate:down\ndrop table t;",
                "-- +goose Up\r\ncreate table t (a int);\r\n-- +goose Down\r\ndrop table t;\r\n"
            })
    void findsTheWayBackBelowItsMark(String text) {
        SqlMigration migration = one(text);
        assertThat(migration.up()).singleElement().asString().endsWith("create table t (a int)");
        assertThat(migration.down()).singleElement().asString().endsWith("drop table t");
    }

    @Test
    void findsTheWayBackInAFileOfItsOwn() {
        SqlFolder.Read read =
                read(Map.of("1_a.up.sql", "select 1", "1_a.down.sql", "select 2; select 3"));
        assertThat(read.problems()).isEmpty();
        assertThat(read.migrations())
                .singleElement()
                .extracting(SqlMigration::name)
                .isEqualTo("1_a");
        assertThat(read.migrations().getFirst().down()).containsExactly("select 2", "select 3");
    }

    @Test
    void tellsNoWayBackFromAnEmptyOne() {
        assertThat(one("select 1").down()).isNull();
        assertThat(one("select 1;\n-- down\n").down()).isEmpty();
    }

    @Test
    void leavesTheTransactionToWhoeverRunsIt() {
        assertThat(one("-- first\nbegin;\nselect 1;\ncommit;\n").up()).containsExactly("select 1");
        assertThat(one("begin; select 1; commit; select 2").up()).hasSize(4);
    }

    @Test
    void knowsItAgainWhateverTheLineEndingsAndTheWayBackAre() {
        String checksum = one("select 1;\nselect 2;\n").checksum();
        assertThat(one("select 1;\r\nselect 2;").checksum()).isEqualTo(checksum);
        assertThat(one("select 1;\nselect 2;\n-- down\nselect 3").checksum()).isEqualTo(checksum);
        assertThat(one("select 1;\nselect 3;\n").checksum()).isNotEqualTo(checksum);
    }

    @Test
    void tellsEverythingThatIsWrongAtOnce() {
        SqlFolder.Read read =
                read(
                        Map.of(
                                "1_a.sql", "create tabel t ()",
                                "4_b.sql", "select 1",
                                "04_c.sql", "select 1",
                                "2_c.down.sql", "select 1",
                                "3_d.sql", "-- nothing yet",
                                "seed.sql", "select 1"));
        assertThat(read.problems())
                .extracting(Problem::code)
                .containsExactlyInAnyOrder("GW-703", "GW-704", "GW-701", "GW-702", "GW-700");
        assertThat(read.problems()).extracting(Problem::where).contains("db/1_a.sql:1");
    }

    @Test
    void splitsByTheGrammarAndNotBySemicolons() {
        List<String> up =
                one("create function f() returns int language plpgsql as $$ begin return 1; end; $$;"
                                + " select ';'")
                        .up();
        assertThat(up).hasSize(2);
    }
}
