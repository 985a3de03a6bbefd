package dev.godwit.postgres.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.plan.problem.Problem;
import dev.godwit.postgres.SchemaDump;
import dev.godwit.postgres.preflight.Answer;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.EngineFailure;
import dev.godwit.postgres.state.StoredStep;
import dev.godwit.postgres.undo.UndoList;
import dev.godwit.postgres.uninstall.Removal;
import dev.godwit.postgres.uninstall.Uninstall;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptRunTest {

    private static final String FIRST =
            """
            create table users (id bigint generated always as identity primary key, name text, age int);
            insert into users (name, age) select 'n' || i, i from generate_series(1, 500) i;
            -- down
            drop table users;
            """;

    private FolderTarget target;

    @BeforeEach
    void open() throws SQLException {
        target = new FolderTarget().file("1_users", FIRST);
    }

    @AfterEach
    void close() {
        target.close();
    }

    private String rows() throws SQLException {
        return target.postgres()
                .text("select md5(string_agg(u::text, ',' order by id)) from users u");
    }

    @Test
    void appliesWhatIsPendingAndThenNothing() throws Exception {
        target.file(
                "2_mail",
                "alter table users add mail text;\n-- down\nalter table users drop mail;");
        target.apply("sql-2_mail", "");
        assertThat(target.applied()).containsExactly("1_users", "2_mail");
        assertThat(target.start("again", "").verdict()).isEqualTo(Answer.Verdict.ALREADY_APPLIED);
        target.file("3_more", "create table more ();\n-- down\ndrop table more;");
        target.apply("sql-3_more", "");
        assertThat(target.applied()).containsExactly("1_users", "2_mail", "3_more");
    }

    /** What is taken away, and its way back. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    alter table users drop column age          | alter table users add age int
                    alter table users alter age type text using 'x' | alter table users alter age type int using 0
                    alter table users alter name type varchar(2) using left(name, 2) | alter table users alter name type text
                    drop table users                           | create table users (id bigint generated always as identity primary key, name text, age int)
                    truncate users restart identity            |
                    delete from users where age % 2 = 0        |
                    delete from users u using generate_series(1, 20) i where u.age < i |
                    update users set age = -1, name = upper(name) where id > 100 |
                    delete from users where id < 5 returning name |
                    update users u set name = 'twice' from generate_series(1, 3) i where u.age > i |
                    alter table users drop name; update users set age = 0; delete from users where id < 10 | alter table users add name text
                    """)
    void givesBackWhatAScriptTookAway(String up, String down) throws Exception {
        SchemaDump.needed();
        target.apply("first", "");
        String schema = SchemaDump.of(target.postgres());
        String before = rows();
        target.file("2_change", up + ";\n-- down\n" + (down == null ? "" : down + ";"));
        target.apply("second", "");
        List<String> notes = target.rollback("second");
        assertThat(notes).containsExactly("taken back");
        assertThat(target.applied()).containsExactly("1_users");
        assertThat(target.postgres().number("select count(*) from users")).isEqualTo(500);
        assertThat(sorted(up, rows())).isEqualTo(sorted(up, before));
        if (!up.contains("drop")) {
            assertThat(SchemaDump.of(target.postgres())).isEqualTo(schema);
        }
        assertThat(
                        target.postgres()
                                .texts(
                                        "select relname from pg_class where relname like '\\_godwit%'"))
                .isEmpty();
        target.postgres().sql("insert into users (name) values ('new')");
    }

    /** A column that was dropped comes back as the last one. */
    private String sorted(String up, String rows) throws SQLException {
        return up.contains("drop")
                ? target.postgres()
                        .text(
                                "select md5(string_agg(concat(id, name, age), ',' order by id)) from users where name <> 'new'")
                : rows;
    }

    @Test
    void leavesWhatWasWrittenSince() throws Exception {
        target.apply("first", "");
        target.file("2_change", "update users set age = age + 1000, name = 'x';");
        target.apply("second", "");
        target.postgres()
                .sql(
                        "update users set age = 7 where id = 1",
                        "delete from users where id = 2",
                        "insert into users (name, age) values ('new', 1)");
        target.rollback("second");
        assertThat(
                        target.postgres()
                                .texts(
                                        "select concat(name, ' ', age) from users where id in (1, 2, 3, 501) order by id"))
                .containsExactly("x 7", "n3 3", "new 1");
        assertThat(
                        target.postgres()
                                .text(
                                        "select note from godwit.ledger where event = 'data.given-back'"))
                .contains("1 rows of users were changed since and stay");
    }

    @Test
    void isUndoneWhenAStatementFailsAndCanBeMended() throws Exception {
        target.apply("first", "");
        target.file(
                "2_bad",
                "alter table users drop age; select 1/0;\n-- down\nalter table users add age int;");
        Answer answer = target.start("second", "");
        assertThatThrownBy(() -> target.run(answer.run(), 1))
                .isInstanceOf(EngineFailure.class)
                .hasMessageContaining("apply 2_bad");
        assertThat(target.postgres().number("select count(age) from users")).isEqualTo(500);
        assertThat(target.applied()).containsExactly("1_users");
        target.rollback("second");
        target.file(
                "2_bad", "alter table users drop age;\n-- down\nalter table users add age int;");
        target.apply("second", "");
        assertThat(target.applied()).containsExactly("1_users", "2_bad");
    }

    @Test
    void happensOnceHoweverOftenItIsRun() throws Exception {
        Answer answer = target.start("first", "");
        target.run(answer.run(), 1);
        assertThat(target.run(answer.run(), 1)).isEqualTo("was done before");
        assertThat(target.postgres().number("select count(*) from users")).isEqualTo(500);
    }

    @Test
    void waitsForALockAndNamesWhoHoldsIt() throws Exception {
        target.apply("first", "");
        target.file(
                "2_mail",
                "alter table users add mail text;\n-- down\nalter table users drop mail;");
        Answer answer = target.start("second", "ddl: { patience: 1s }\n");
        try (Connection holder = target.postgres().begin("lock table users in access share mode")) {
            assertThatThrownBy(() -> target.run(answer.run(), 1))
                    .isInstanceOf(EngineFailure.class)
                    .satisfies(
                            failure ->
                                    assertThat(((EngineFailure) failure).problem().because())
                                            .contains("the application"));
            holder.rollback();
        }
        target.run(answer.run(), 1);
        assertThat(
                        target.postgres()
                                .text(
                                        "select lock from godwit.ledger where event = 'step.done' and step = 1 order by id desc"))
                .isEqualTo("ACCESS EXCLUSIVE on users");
    }

    @Test
    void endsAStatementThatTakesTooLong() throws Exception {
        target.apply("first", "");
        target.file("2_slow", "select pg_sleep(60);\n-- down\n");
        Answer answer = target.start("second", "ddl: { statement_timeout: 1s }\n");
        assertThatThrownBy(() -> target.run(answer.run(), 1))
                .isInstanceOf(EngineFailure.class)
                .hasMessageContaining("GW-305");
    }

    @Test
    void buildsIndexesWithoutATransaction() throws Exception {
        target.apply("first", "");
        target.file(
                "2_index",
                "create index concurrently if not exists by_name on users (lower(name)) where age > 5;\n-- down\ndrop index by_name;");
        target.apply("second", "");
        assertThat(target.postgres().text("select pg_get_indexdef('by_name'::regclass)"))
                .isEqualTo(
                        "CREATE INDEX by_name ON public.users USING btree (lower(name)) WHERE (age > 5)");
        target.rollback("second");
        assertThat(target.postgres().text("select to_regclass('by_name')")).isEqualTo("null");
        assertThat(target.applied()).containsExactly("1_users");
    }

    @Test
    void givesBackNothingThatItMadeItself() throws Exception {
        target.apply("first", "");
        String before = rows();
        target.file(
                "2_mail",
                "alter table users add mail text; update users set mail = name, age = 0; create table x (a int); insert into x values (1); delete from x;"
                        + "\n-- down\nalter table users drop mail; drop table x;");
        target.apply("second", "");
        assertThat(
                        target.postgres()
                                .number(
                                        "select count(*) from pg_class where relname like '\\_godwit%saved1'"))
                .isEqualTo(1);
        target.rollback("second");
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void keepsWhatStandsOnOneThatCannotBeTakenBack() throws Exception {
        target.file("2_more", "create table more ();\n-- down\ndrop table missing;");
        target.apply("first", "");
        UndoList list = target.undo().plan("first", "tester", "").orElseThrow();
        for (StoredStep step : list.steps()) {
            assertThatThrownBy(
                            () ->
                                    target.undo()
                                            .undo(
                                                    list.run().id(),
                                                    step.step().number(),
                                                    FolderTarget.PATIENCE,
                                                    Attempt.UNATTENDED))
                    .isInstanceOf(EngineFailure.class);
        }
        assertThat(target.applied()).containsExactly("1_users", "2_more");
        assertThat(target.postgres().number("select count(*) from users")).isEqualTo(500);
    }

    @Test
    void takesBackTheLastRunFirst() throws Exception {
        target.apply("first", "");
        target.file("2_more", "create table more ();\n-- down\ndrop table more;");
        target.apply("second", "");
        assertThatThrownBy(() -> target.rollback("first"))
                .isInstanceOf(EngineFailure.class)
                .satisfies(
                        failure ->
                                assertThat(((EngineFailure) failure).problem().code())
                                        .isEqualTo("GW-713"));
        target.rollback("second");
        target.rollback("first");
        assertThat(target.applied()).isEmpty();
    }

    @Test
    void neverMakesTablesInGodwitsOwnSchema() throws Exception {
        target.postgres()
                .sql(
                        "create role godwit superuser login",
                        "alter role godwit set search_path = shop, \"$user\", public",
                        "create schema shop");
        try {
            target.actAs("godwit");
            target.apply("first", "");
            assertThat(target.postgres().text("select to_regclass('shop.users')"))
                    .isEqualTo("shop.users");
            target.postgres().sql("alter role godwit reset search_path");
            target.file("2_more", "create table more (a int);\n-- down\ndrop table more;");
            target.file(
                    "3_index",
                    "create index concurrently by_a on more (a);\n-- down\ndrop index by_a");
            target.apply("second", "");
            assertThat(target.postgres().text("select to_regclass('public.by_a')"))
                    .isEqualTo("by_a");
        } finally {
            target.postgres().sql("drop owned by godwit cascade", "drop role godwit");
        }
    }

    @Test
    void keepsWhatTheWayBackDoesNotMakeAgainAndSaysWhere() throws Exception {
        target.apply("first", "");
        target.file(
                "2_no_age",
                "alter table users drop age;\n-- down\nalter table users add old_age int;");
        target.apply("second", "");
        target.rollback("second");
        String note =
                target.postgres()
                        .text("select note from godwit.ledger where event = 'data.given-back'");
        assertThat(note)
                .contains(
                        "column age of users: not there again, its data stays in godwit._godwit_");
        String copy = note.substring(note.indexOf("godwit._"));
        assertThat(target.postgres().number("select count(age) from " + copy)).isEqualTo(500);
        target.file(
                "2_no_age",
                "alter table users drop old_age, drop age;\n-- down\nalter table users add age int");
        target.postgres().sql("alter table users add age int");
        long run = target.apply("second", "");
        assertThat(target.postgres().number("select count(age) from " + copy + "_" + run))
                .isEqualTo(500);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    create table t (a int)                                    | alter table t drop a          | GW-730
                    create table t (a int)                                    | delete from t where a = 1     | GW-730
                    create table t (a int); create table u () inherits (t)    | truncate t                    | GW-732
                    create table t (a int primary key); create table u (a int references t on delete cascade) | delete from t | GW-731
                    create table t (a int unique, id int primary key); create table u (a int references t(a) on update cascade) | update t set a = 1 | GW-731
                    """)
    void refusesBeforehandWhatItCouldNotGiveBack(String before, String up, String code)
            throws Exception {
        target.apply("first", "");
        target.postgres().sql(before);
        target.file("2_change", up + ";\n-- down\n");
        Answer refused = target.start("second", "");
        assertThat(refused.verdict()).isEqualTo(Answer.Verdict.REFUSED);
        assertThat(refused.findings()).extracting(Problem::code).contains(code);
        assertThat(target.start("second", "snapshot: none\nirreversible: [2_change]\n").verdict())
                .isEqualTo(Answer.Verdict.READY);
    }

    @Test
    void endsWhenATriggerKeepsRowsFromBeingChanged() throws Exception {
        target.apply("first", "");
        target.postgres()
                .sql(
                        "create function skip() returns trigger language plpgsql as 'begin return case when old.id > 9 then new end; end'",
                        "create trigger skip before update on users for each row execute function skip()");
        target.file("2_change", "update users set age = 0;");
        Answer answer = target.start("second", "");
        assertThatThrownBy(() -> target.run(answer.run(), 1))
                .isInstanceOf(EngineFailure.class)
                .hasMessageContaining("GW-733");
        assertThat(target.postgres().number("select count(*) from users where age = 0")).isZero();
    }

    @Test
    void uninstallSaysThatTheRecordGoes() throws Exception {
        target.apply("first", "");
        Removal removal = new Uninstall(target.database(), Attempt.UNATTENDED).run(false);
        assertThat(removal.problems()).isEmpty();
        assertThat(removal.objects())
                .anyMatch(line -> line.contains("the record of 1 applied migration of projects"));
        assertThat(target.postgres().text("select to_regnamespace('godwit')")).isEqualTo("null");
    }
}
