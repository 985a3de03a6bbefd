package dev.godwit.postgres.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.spec.PlanKind;
import dev.godwit.postgres.preflight.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Projects with Flyway, and what Flyway itself says before and afterwards. */
class FlywayRunTest {

    private static final String FIRST =
            """
            create table ${schema}.users (id bigint generated always as identity primary key, name text not null, age int);
            insert into users (name, age) select 'n' || i, i from generate_series(1, 300) i;
            """;

    @TempDir private Path folder;

    private FolderTarget target;

    @BeforeEach
    void open() throws SQLException {
        target =
                new FolderTarget(PlanKind.FLYWAY)
                        .trying("postgres")
                        .setting("placeholders.schema", "public");
        file("V1__users", FIRST);
        file("U1__users", "drop table users;");
    }

    @AfterEach
    void close() {
        target.close();
    }

    private void file(String name, String text) {
        target.file(name, text);
        try {
            Files.writeString(folder.resolve(name + ".sql"), text);
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    /** As the application would have it. */
    private Flyway flyway() {
        FluentConfiguration configuration =
                Flyway.configure()
                        .dataSource(target.postgres().direct())
                        .locations("filesystem:" + folder)
                        .placeholders(java.util.Map.of("schema", "public"));
        configuration
                .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
        return configuration.load();
    }

    private void clean(int applied) {
        assertThat(flyway().validateWithResult().invalidMigrations).isEmpty();
        assertThat(flyway().info().pending()).isEmpty();
        assertThat(flyway().info().applied()).hasSize(applied);
        assertThat(flyway().migrate().migrationsExecuted).isZero();
    }

    private String rows() throws SQLException {
        return target.postgres()
                .text(
                        "select md5(string_agg(concat_ws(',', id, name, age), ';' order by id)) from users");
    }

    @Test
    void appliesEachMigrationAndFlywayFindsNothingToDo() throws Exception {
        file("V2__age_gone", "alter table users drop column age;");
        file("V2.1__by_name", "create index concurrently users_name on users (name);");
        file("R__grown", "create or replace view short as select id, name from users;");
        target.apply("first", "");
        clean(4);
        assertThat(flyway().info().applied())
                .extracting(MigrationInfo::getScript)
                .containsExactly(
                        "V1__users.sql", "V2__age_gone.sql", "V2.1__by_name.sql", "R__grown.sql");
        assertThat(target.start("again", "").verdict()).isEqualTo(Answer.Verdict.ALREADY_APPLIED);
    }

    @Test
    void goesOnWhereFlywayLeftOffAndTakesItsOwnPartBack() throws Exception {
        flyway().migrate();
        String before = rows();
        file("V2__age_gone", "alter table users drop column age;");
        file("V3__orders", "create table orders (id bigint primary key);");
        target.apply("two", "");
        clean(3);
        target.rollback("two");
        assertThat(rows()).isEqualTo(before);
        assertThat(flyway().info().pending()).hasSize(2);
        assertThat(flyway().info().applied()).hasSize(1);
        flyway().migrate();
        clean(3);
    }

    @Test
    void prefersTheFileThatUndoesIt() throws Exception {
        target.apply("one", "");
        target.rollback("one");
        assertThat(flyway().info().applied()).isEmpty();
        assertThat(
                        target.postgres()
                                .number("select count(*) from pg_class where relname = 'users'"))
                .isZero();
    }

    @Test
    void appliesARepeatableAgainWhenItHasChangedAndBringsBackTheOneBefore() throws Exception {
        file("R__short", "create or replace view short as select id, name from users;");
        target.apply("one", "");
        String before = target.postgres().text("select pg_get_viewdef('short'::regclass)");
        file("R__short", "create or replace view short as select id, name, age from users;");
        target.apply("two", "");
        clean(3);
        assertThat(target.postgres().text("select pg_get_viewdef('short'::regclass)"))
                .isNotEqualTo(before);
        target.rollback("two");
        assertThat(target.postgres().text("select pg_get_viewdef('short'::regclass)"))
                .isEqualTo(before);
        assertThat(flyway().info().pending()).hasSize(1);
    }

    @Test
    void refusesAnEditedOneAndOneThatComesTooLate() throws Exception {
        file("V3__mail", "alter table users add mail text;");
        target.apply("one", "");
        file("V3__mail", "alter table users add email text;");
        file("V2__late", "alter table users add late text;");
        Answer answer = target.start("two", "");
        assertThat(answer.verdict()).isEqualTo(Answer.Verdict.REJECTED);
        assertThat(answer.findings()).extracting("code").containsExactly("GW-720", "GW-722");
    }

    @Test
    void needsToBeToldWhatBecameOfOneThatFailed() throws Exception {
        flyway().migrate();
        file("V2__idx", "create unique index concurrently users_one on users ((1));");
        Files.writeString(folder.resolve("V2__idx.sql.conf"), "executeInTransaction=false");
        try {
            flyway().migrate();
        } catch (org.flywaydb.core.api.FlywayException expected) {
            assertThat(expected).hasMessageContaining("V2__idx");
        }
        target.postgres().sql("drop index users_one");
        file("V2__idx", "create index concurrently users_one on users (name);");
        Answer answer = target.start("two", "");
        assertThat(answer.findings()).extracting("code").containsExactly("GW-726");
        target.apply("two", "resolve: { rolled_back: [V2__idx], applied: [] }");
        clean(2);
    }

    private List<String> history() throws SQLException {
        return target.postgres()
                .texts(
                        "select concat_ws('|', installed_rank, version, description, type, script, checksum, execution_time, success) from flyway_schema_history order by installed_rank");
    }

    private void gone(String name) throws IOException {
        target.forget(name);
        Files.delete(folder.resolve(name + ".sql"));
    }

    private void four() {
        file("V2__mail", "alter table users add mail text;");
        file("V3__grown", "alter table users add grown boolean;");
        file("R__short", "create or replace view short as select id, name from users;");
        flyway().migrate();
    }

    /** What flyway repair makes of it is what Godwit makes of it. */
    @Test
    void alignsTheRecordAsFlywayDoes() throws Exception {
        four();
        List<String> before = history();
        gone("V2__mail");
        file("V2__email", "alter table users add mail text; -- the address");
        assertThat(flyway().validateWithResult().invalidMigrations).isNotEmpty();
        assertThat(target.start("two", "").findings()).extracting("code").containsExactly("GW-720");
        target.apply("two", "resolve: { edited: [V2__email] }");
        clean(4);
        List<String> ours = history();
        target.rollback("two");
        assertThat(history()).isEqualTo(before);
        flyway().repair();
        assertThat(ours).isEqualTo(history());
    }

    @Test
    void marksWhatIsGoneAsFlywayDoes() throws Exception {
        four();
        List<String> before = history();
        gone("V2__mail");
        gone("R__short");
        assertThat(flyway().validateWithResult().invalidMigrations).hasSize(2);
        assertThat(target.start("two", "").findings())
                .extracting("code")
                .containsExactly("GW-721", "GW-721");
        target.apply("two", "resolve: { forgotten: [V2__mail, R__short] }");
        assertThat(flyway().validateWithResult().invalidMigrations).isEmpty();
        assertThat(target.start("three", "").verdict()).isEqualTo(Answer.Verdict.ALREADY_APPLIED);
        List<String> ours = history();
        target.rollback("two");
        assertThat(history()).isEqualTo(before);
        flyway().repair();
        assertThat(ours).hasSize(6).isEqualTo(history());
    }

    /** Its own repair was here before: nothing is missing, and what comes back is pending. */
    @Test
    void seesWhatFlywayHasMarkedItself() throws Exception {
        four();
        gone("V2__mail");
        flyway().repair();
        assertThat(target.start("two", "").verdict()).isEqualTo(Answer.Verdict.ALREADY_APPLIED);
        file("V2__mail", "alter table users add if_it_is_back text;");
        target.apply("three", "out_of_order: true");
        assertThat(flyway().validateWithResult().invalidMigrations).isEmpty();
        target.rollback("three");
        assertThat(target.start("four", "out_of_order: true").verdict())
                .isEqualTo(Answer.Verdict.READY);
    }

    @Test
    void aHistoryOfAnotherNameIsNoDifference() throws Exception {
        target.setting("table", "history");
        file("V2__order_history", "create table order_history (id bigint primary key, what text);");
        assertThat(target.check("").lines())
                .extracting(line -> line.verdict().toString())
                .containsOnly("PASSED");
    }

    /** Both see their own lock while they work. */
    @Test
    void takesTheLockThatFlywayTakes() throws Exception {
        String keys =
                "create table %s as select (classid::bigint << 32) | objid::bigint as key from pg_locks where locktype = 'advisory';";
        file("V2__flyways", keys.formatted("flyways"));
        flyway().migrate();
        file("V3__godwits", keys.formatted("godwits"));
        target.apply("three", "irreversible: [V3__godwits]");
        assertThat(target.postgres().texts("select key::text from godwits"))
                .containsAll(target.postgres().texts("select key::text from flyways"));
        assertThat(target.postgres().number("select count(*) from flyways")).isPositive();
    }

    @Test
    void takesABaselineAsFlywaySetIt() throws Exception {
        target.postgres().sql("create table users (id bigint primary key, name text, age int)");
        Flyway.configure()
                .dataSource(target.postgres().direct())
                .locations("filesystem:" + folder)
                .baselineVersion("1")
                .load()
                .baseline();
        file("V2__mail", "alter table users add mail text;");
        target.apply("two", "");
        clean(2);
    }

    @Test
    void namesAPlaceholderThatNobodyGaveAValue() throws Exception {
        file("V2__owner", "alter table users owner to ${owner};");
        Answer answer = target.start("two", "");
        assertThat(answer.findings()).extracting("code").contains("GW-749");
        assertThat(answer.findings())
                .extracting("what")
                .anyMatch(w -> w.toString().contains("${owner}"));
    }
}
