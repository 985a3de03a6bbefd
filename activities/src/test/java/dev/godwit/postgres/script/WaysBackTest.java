package dev.godwit.postgres.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.problem.Problem;
import dev.godwit.postgres.SchemaDump;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Migrations without a way back of their own: one is found, and brings back schema and data. */
class WaysBackTest {

    private static final String FIRST =
            """
            create type mood as enum ('sad', 'ok');
            create table users (
              id bigint generated always as identity primary key,
              name text not null, age int check (age >= 0), feels mood not null default 'ok', code text unique);
            create table orders (
              id bigint primary key, "user" bigint not null references users on delete cascade deferrable initially deferred, total numeric not null);
            create index orders_user on orders ("user");
            create function touch() returns trigger language plpgsql as $$ begin new.name := new.name || '!'; return new; end $$;
            create trigger touches before update on users for each row execute function touch();
            create view grown as select id, name from users where age > 17;
            comment on column users.age is 'in years';
            insert into users (name, age, feels, code)
              select 'n' || i, i, case when i % 3 = 0 then 'sad' else 'ok' end::mood, 'c' || i from generate_series(1, 300) i;
            insert into orders select i, i, i * 1.5 from generate_series(1, 300) i;
            -- down
            drop table users;
            """;

    private FolderTarget target;

    @BeforeEach
    void open() throws SQLException {
        target = new FolderTarget().trying("postgres").file("1_users", FIRST);
        target.apply("first", "");
    }

    @AfterEach
    void close() {
        target.close();
    }

    private String rows() throws SQLException {
        return target.postgres()
                .text(
                        """
                        select md5((select string_agg(concat_ws(',', id, name, age, feels, code), ';' order by id) from users)
                                || (select string_agg(concat_ws(',', id, "user", total), ';' order by id) from orders))
                        """);
    }

    private String schema() throws Exception {
        return SchemaDump.of(target.postgres())
                .lines()
                .map(line -> line.replaceFirst(",$", ""))
                .filter(line -> !line.isBlank())
                .sorted()
                .reduce("", (one, other) -> one + "\n" + other);
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "drop view grown; drop trigger touches on users; alter table users drop column name",
                "drop view grown; alter table users drop constraint users_age_check, alter age type text using 'x'",
                "drop table orders",
                "create table notes (id int primary key, \"user\" bigint references users); create index on notes (\"user\")",
                "alter type mood add value 'happy'",
                "drop trigger touches on users; update users set name = 'all the same'",
                "alter table users alter name drop not null, alter feels drop default; comment on column users.age is null",
            })
    void isTakenBackByWhatWasFoundForEveryChange(String up) throws Exception {
        isTakenBackByWhatWasFound(up);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table users drop column age cascade",
                "drop view grown; alter table users drop column age, drop column feels, add column old boolean not null default false",
                "drop view grown; drop trigger touches on users; alter table users alter name type varchar(2) using left(name, 2)",
                "alter table orders drop constraint orders_user_fkey, add check (total > 0)",
                "create index concurrently orders_total on orders (total)",
                "create or replace function touch() returns trigger language plpgsql as $$ begin return new; end $$",
                "truncate orders; alter table users add more int",
            })
    void isTakenBackByWhatWasFound(String up) throws Exception {
        SchemaDump.needed();
        String schema = schema();
        String rows = rows();
        target.file("2_next", up + ";\n");
        target.apply("sql-2", "");
        assertThat(target.applied()).containsExactly("1_users", "2_next");
        assertThat(up.contains("function") || !schema().equals(schema)).isTrue();

        target.rollback("sql-2");

        assertThat(schema()).isEqualTo(schema);
        assertThat(rows()).isEqualTo(rows);
    }

    @Test
    void severalStandOnOneAnother() throws Exception {
        SchemaDump.needed();
        String schema = schema();
        String rows = rows();
        target.file("2_a", "create table a (id int primary key);");
        target.file("3_b", "alter table a add b text not null default 'x';");
        target.file("4_c", "create view c as select b from a;\n-- down\ndrop view c;");
        target.file("5_d", "drop table orders;");
        target.apply("four", "");
        target.rollback("four");
        target.apply("four-again", "");
        target.rollback("four-again");
        assertThat(schema()).isEqualTo(schema);
        assertThat(rows()).isEqualTo(rows);
        assertThat(
                        target.postgres()
                                .texts(
                                        "select datname from pg_database where datname like 'godwit_scratch%'"))
                .isEmpty();
    }

    /** What comes back was written before: a trigger must not hear of it again. */
    @Test
    void triggersDoNotHearOfWhatComesBack() throws Exception {
        target.postgres()
                .sql(
                        "create table heard (what text)",
                        "create function hear() returns trigger language plpgsql as $$ begin insert into heard values (tg_op); return new; end $$",
                        "create trigger hears after insert or update on users for each row execute function hear()",
                        "alter table users enable always trigger hears");
        String rows = rows();
        target.file(
                "2_next",
                "alter table users drop column code;\n-- down\nalter table users add code text unique;");
        target.apply("sql-2", "");
        target.rollback("sql-2");
        assertThat(rows()).isEqualTo(rows);
        assertThat(target.postgres().number("select count(*) from heard")).isZero();
        target.postgres().sql("update users set age = 1 where id = 1");
        assertThat(target.postgres().texts("select what from heard")).containsExactly("UPDATE");
        assertThat(
                        target.postgres()
                                .texts(
                                        "select tgname || tgenabled::text from pg_trigger where tgrelid = 'users'::regclass and not tgisinternal order by 1"))
                .containsExactly("hearsA", "touchesO");
    }

    @Test
    void saysWhyNoneIsFound() throws Exception {
        assertThat(why("insert into users (name) values ('x')")).contains("it inserts rows");
        assertThat(why("alter table users rename column name to title"))
                .contains("a rename looks like a drop and an addition");
        assertThat(why("do $$ begin end $$")).contains("it runs code that may do anything");
        assertThat(why("alter table nowhere add x int"))
                .contains("2_next fails in a database without rows", "nowhere");
        target.postgres()
                .sql(
                        "do $$ begin create role no_databases login; exception when duplicate_object then end $$");
        target.trying("no_databases");
        assertThat(why("alter table users add x int"))
                .contains("a database to try it in could not be made", "permission denied");
        assertThat(target.applied()).containsExactly("1_users");
    }

    private String why(String up) throws SQLException {
        target.file("2_next", up + ";");
        List<Problem> findings = target.start("sql-2", "").findings();
        assertThat(findings).extracting(Problem::code).contains("GW-710");
        return findings.toString();
    }
}
