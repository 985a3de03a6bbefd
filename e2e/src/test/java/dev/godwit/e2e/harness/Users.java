package dev.godwit.e2e.harness;

import java.sql.SQLException;

/** The users table of the tests, the plan that changes it, and the ways to judge the result. */
public final class Users {

    private Users() {}

    /** The plan: a NOT NULL column from two others, and an index. No gates unless given. */
    public static String plan(int rowsPerSecond, String gates) {
        return """
                operations:
                  - add_column:
                      table: users
                      column: { name: full_name, type: text, nullable: false }
                      up: first_name || ' ' || last_name
                  - create_index:
                      table: users
                      name: users_full_name_idx
                      columns: { full_name: {} }
                gates: %s
                backfill: { max_rows_per_second: %d, fire_user_triggers: true }
                """
                .formatted(gates, rowsPerSecond);
    }

    /** The plan with no gate at all. */
    public static String plan(int rowsPerSecond) {
        return plan(rowsPerSecond, "{ before_contract: none }");
    }

    /** The same with the trigger made after the fill. */
    public static String late(String plan) {
        return plan.replace("fire_user_triggers: true", "fire_user_triggers: true, trigger: late");
    }

    /**
     * Creates and fills the table, owned by the worker's role, with a trigger of the test's own
     * that records which rows Godwit's statements wrote.
     */
    public static void create(Shop shop, int rows) throws SQLException {
        shop.sql(
                """
                create table users (
                  id bigint primary key, first_name text not null, last_name text not null,
                  changes int not null default 0)\
                """,
                "insert into users select n, 'first' || n, 'last' || n from generate_series(1, "
                        + rows
                        + ") n",
                "create table written (id bigint not null, by text not null)",
                """
                create function note_written() returns trigger language plpgsql security definer as $$
                begin
                  insert into written select id, current_setting('application_name') from changed;
                  return null;
                end $$\
                """,
                """
                create trigger note_written after update on users referencing new table as changed
                for each statement execute function note_written()\
                """,
                "analyze users");
        shop.own("users");
    }

    /** Rows whose new column is not what it has to be. */
    public static long wrong(Shop shop) throws SQLException {
        return shop.number(
                "select count(*) from users where full_name is distinct from first_name || ' ' ||"
                        + " last_name");
    }

    /**
     * Rows that Godwit's statements wrote more than once, although nobody else has changed them
     * meanwhile, counted by the trigger of {@link #create}.
     */
    public static long writtenTwice(Shop shop) throws SQLException {
        return shop.number(
                "select count(*) from (select id from written where by like 'godwit%' group by id having count(*) > 1) d where id not in (select id from written where by not like 'godwit%')");
    }

    /**
     * Whether the change is there completely: NOT NULL, a valid index, no trigger, no guard left.
     */
    public static boolean changed(Shop shop) throws SQLException {
        return shop.value(
                        """
                        select (select attnotnull from pg_attribute where attrelid = 'users'::regclass and attname = 'full_name')
                           and (select indisvalid from pg_index where indexrelid = to_regclass('users_full_name_idx'))
                           and not exists (select from pg_trigger where tgrelid = 'users'::regclass and tgname like '%godwit%')
                           and not exists (select from pg_constraint where conrelid = 'users'::regclass and conname like '%godwit%')
                        """)
                .map("t"::equals)
                .orElse(false);
    }
}
