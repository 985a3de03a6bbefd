package dev.godwit.cli.demo.traffic;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * The table that is migrated, with a witness: a trigger of the demo's own that writes down which
 * rows were updated by Godwit's sessions and which by others, so that "written twice" is not
 * Godwit's own word.
 */
public final class UsersTable {

    /** The application's role: it may read and write the table and nothing else. */
    public static final String APPLICATION = "shop";

    private final DataSource superuser;

    /**
     * @param superuser of the database
     */
    public UsersTable(DataSource superuser) {
        this.superuser = superuser;
    }

    /**
     * Creates and fills it.
     *
     * @param owner the role that owns the table
     * @param password of {@link #APPLICATION}; letters and digits only
     */
    public void create(long rows, String owner, String password) throws SQLException {
        try (Connection connection = superuser.getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute(
                    """
                    create table public.users (
                        id bigint primary key,
                        email text not null,
                        first_name text not null,
                        last_name text not null,
                        created_at timestamptz not null default now(),
                        updated_at timestamptz not null default now()
                    )
                    """);
            sql.execute(
                    "insert into public.users (id, email, first_name, last_name)"
                            + " select id, 'user' || id || '@example.org', %s, %s from generate_series(1, %d) as id"
                                    .formatted(Person.FIRST_SQL, Person.LAST_SQL, rows));
            sql.execute("alter table public.users owner to " + owner);
            sql.execute("create role " + APPLICATION + " login password '" + password + "'");
            sql.execute("grant select, insert, update on public.users to " + APPLICATION);
            witness(sql);
            sql.execute("vacuum (analyze) public.users");
            // What the filling left to be written belongs to nobody's latency.
            sql.execute("checkpoint");
        }
    }

    /**
     * Rows that more than one of Godwit's batches wrote, although the application has not changed
     * them meanwhile.
     */
    public long writtenTwice() throws SQLException {
        return number(
                "select count(*) from (select id from witness.written group by id having count(*) > 1) as twice"
                        + " where id not in (select id from witness.changed)");
    }

    /** Rows that Godwit's batches wrote. */
    public long writtenByBatches() throws SQLException {
        return number("select count(*) from witness.written");
    }

    /** Rows whose new column is not what it should be. */
    public long mismatches() throws SQLException {
        return number(
                "select count(*) from public.users"
                        + " where full_name is distinct from first_name || ' ' || last_name");
    }

    /** Whether the new column is NOT NULL. */
    public boolean columnIsMandatory() throws SQLException {
        return number(
                        "select count(*) from pg_attribute where attrelid = 'public.users'::regclass"
                                + " and attname = 'full_name' and attnotnull and not attisdropped")
                == 1;
    }

    /** Whether an index over the new column exists and is valid. */
    public boolean indexIsValid() throws SQLException {
        return number(
                        "select count(*) from pg_index i join pg_attribute a on a.attrelid = i.indrelid"
                                + " and a.attnum = i.indkey[0] where i.indrelid = 'public.users'::regclass"
                                + " and a.attname = 'full_name' and i.indisvalid and i.indisready")
                == 1;
    }

    /** Triggers on the table that are not the witness: Godwit's must be gone at the end. */
    public long foreignTriggers() throws SQLException {
        return number(
                "select count(*) from pg_trigger where tgrelid = 'public.users'::regclass"
                        + " and not tgisinternal and tgname <> 'witness'");
    }

    private static void witness(Statement sql) throws SQLException {
        sql.execute("create schema witness");
        sql.execute("create unlogged table witness.written (id bigint not null)");
        sql.execute("create unlogged table witness.changed (id bigint not null)");
        sql.execute(
                """
                create function witness.note() returns trigger
                language plpgsql security definer set search_path = pg_catalog as $$
                begin
                    if current_setting('application_name') like 'godwit%' then
                        insert into witness.written select id from changed;
                    else
                        insert into witness.changed select id from changed;
                    end if;
                    return null;
                end $$
                """);
        sql.execute(
                """
                create trigger witness after update on public.users
                referencing new table as changed
                for each statement execute function witness.note()
                """);
    }

    private long number(String query) throws SQLException {
        try (Connection connection = superuser.getConnection();
                Statement sql = connection.createStatement();
                ResultSet result = sql.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }
}
