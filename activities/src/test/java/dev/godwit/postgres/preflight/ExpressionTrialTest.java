package dev.godwit.postgres.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.Trial;
import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.schema.LiveSchema;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.postgres.catalog.CatalogReader;
import dev.godwit.postgres.preflight.trial.ExpressionTrial;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ExpressionTrialTest {

    private static final QualifiedName USERS = new QualifiedName("App", "Users");

    private static TargetServer server;
    private static Database database;

    @BeforeAll
    static void createTable() throws SQLException {
        server = new TargetServer();
        database = server.database();
        server.state().upgrade();
        server.run(
                """
                create schema "App";
                create table "App"."Users" (id int primary key, first_name text, last_name text, age text, kept int);
                insert into "App"."Users"
                  select i, 'f' || i, case when i > 3 then 'l' || i end, case when i = 7 then 'SECRET' else i::text end, i
                    from generate_series(1, 1200) i;
                create domain "App".short as varchar(80) check (length(value) < 3);
                create function "App".dice(int) returns int language sql volatile as 'select 4';
                create function "App".calm(int) returns int language sql stable as 'select 4';
                create function "App".calm(text) returns int language sql volatile as 'select 4';
                create operator "App".### (function = "App".dice, rightarg = int);
                create sequence "App".counter;
                """);
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @Test
    void letsAnExpressionPassWhateverItsCharacters() throws SQLException {
        assertThat(
                        of(
                                "text",
                                "first_name || ' {fn ?} ' || coalesce(last_name, '') -- the end",
                                true))
                .isEmpty();
        assertThat(of("int", "calm(id)", true)).isEmpty();
        assertThat(of("timestamptz", "'2026-01-01'", true)).isEmpty();
        assertThat(of("date", "now() + interval '1 day'", true)).isEmpty(); // an assignment cast
    }

    @Test
    void reportsATypoInTheServersOwnWordsWithItsPlace() throws SQLException {
        assertThat(of("text", "first_name || lastname", false))
                .singleElement()
                .satisfies(
                        p -> {
                            assertThat(p.because())
                                    .contains("column \"lastname\" does not exist")
                                    .contains("42703")
                                    .contains("at character 15");
                            assertThat(p.where()).isEqualTo("plan.yaml:7");
                        });
        assertThat(of("text", "first_name |", false))
                .singleElement()
                .satisfies(p -> assertThat(p.because()).contains("syntax error"));
    }

    @Test
    void reportsAnAssignmentThatDoesNotExist() throws SQLException {
        assertThat(of("int", "first_name || 'x'", false))
                .singleElement()
                .satisfies(p -> assertThat(p.because()).contains("is of type integer but"));
    }

    @Test
    void reportsACastThatFailsOnARowWithoutTheRowsValue() throws SQLException {
        assertThat(of("int", "age::int", false))
                .singleElement()
                .satisfies(
                        p -> {
                            assertThat(p.because()).contains("invalid input syntax", "22P02");
                            assertThat(p.toString()).doesNotContain("SECRET");
                        });
    }

    @Test
    void reportsADomainThatRefusesAValue() throws SQLException {
        assertThat(of("short", "first_name", false))
                .singleElement()
                .satisfies(p -> assertThat(p.because()).contains("violates check constraint"));
    }

    @Test
    void countsNullsWhereTheyAreRefused() throws SQLException {
        assertThat(of("text", "first_name || last_name", true))
                .singleElement()
                .satisfies(p -> assertThat(p.because()).contains("3 of the 1000 rows"));
        assertThat(of("text", "first_name || last_name", false)).isEmpty();
    }

    @Test
    void triesOnlyTheNullsOfAColumnThatIsThere() throws SQLException {
        Trial trial =
                new Trial(USERS, "last_name", "text", "nullif(id, 5)::text", true, false, "p:1");

        assertThat(run(trial)).isEmpty(); // row 5 has a last name
    }

    @Test
    void refusesVolatileFunctionsByOverloadAndBehindOperatorsWithoutCallingThem()
            throws SQLException {
        assertThat(of("int", "calm(age)", false))
                .extracting(Problem::because)
                .first()
                .asString()
                .startsWith("calm ");
        assertThat(of("int", "OPERATOR(\"App\".###) id", false)).hasSize(1);
        assertThat(of("float8", "case when id > 3 then random() else 0 end", false)).hasSize(1);
        assertThat(of("int", "nextval('counter')", false)).hasSize(1);
        assertThat(server.ask("select is_called from \"App\".counter")).isEqualTo("f");
    }

    @Test
    void takesNoMoreThanAccessShareAndLeavesNothing() throws SQLException {
        try (Connection application = server.owner().getConnection();
                Statement statement = application.createStatement()) {
            application.setAutoCommit(false);
            // Conflicts with everything but ACCESS SHARE.
            statement.execute("lock table \"App\".\"Users\" in exclusive mode");

            assertThat(of("text", "first_name", false)).isEmpty();
        }
        assertThat(server.ask("select count(*) from pg_class where relname like '%godwit_trial%'"))
                .isEqualTo("0");
    }

    private static List<Problem> of(String type, String expression, boolean nullRefused)
            throws SQLException {
        return run(
                new Trial(USERS, "full_name", type, expression, nullRefused, false, "plan.yaml:7"));
    }

    private static List<Problem> run(Trial trial) throws SQLException {
        LiveSchema schema =
                database.inTransaction(
                        Scope.state("test"),
                        connection -> CatalogReader.read(connection, List.of(USERS), List.of()));
        return new ExpressionTrial(database).run(trial, schema, Attempt.UNATTENDED);
    }
}
