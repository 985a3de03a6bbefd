package dev.godwit.postgres.fill;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Step;
import dev.godwit.plan.step.Work;
import dev.godwit.plan.step.Work.KeyColumn;
import dev.godwit.postgres.TestServer;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.state.Runs;
import dev.godwit.postgres.state.Steps;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A database of its own with table {@code t}, whose column {@code c} is to be {@code a || b}, a
 * sync trigger, and a trigger that counts how often a batch wrote each row.
 */
public final class FillTarget implements AutoCloseable {

    public static final QualifiedName TABLE = new QualifiedName("public", "t");
    public static final String EXPRESSION = "a || ' ' || b -- the plan's own words";
    public static final String PREDICATE = "c is distinct from (a || ' ' || b)";
    public static final String BODY = "begin new.c := new.a || ' ' || new.b; return new; end";
    public static final Work.SyncTrigger TRIGGER =
            new Work.SyncTrigger("zzz_godwit_t", "_godwit_sync", BODY);
    public static final List<KeyColumn> ID = List.of(new KeyColumn("id", "bigint"));

    /** Tests of fills do not wait. */
    private static final String THROTTLE = "{\"throttle\": {\"preset\": \"NONE\"}}";

    public static final Duration LONG = Duration.ofMinutes(5);

    private final String name;
    private final HikariDataSource pool;
    private final DataSource plain;

    public FillTarget() throws SQLException {
        name = TestServer.ready();
        plain = TestServer.database("postgres", name);
        HikariConfig config = new HikariConfig();
        config.setDataSource(plain);
        config.setMaximumPoolSize(6);
        config.setMinimumIdle(1);
        pool = new HikariDataSource(config);
    }

    public Database database() {
        return new Database(pool, plain);
    }

    public Connection connect() throws SQLException {
        return plain.getConnection();
    }

    /** Table t with bigint keys 1 to rows, filled in part with rows whose c will be NULL. */
    public FillTarget table(int rows) throws SQLException {
        return table("id bigint primary key", "id", "i", rows);
    }

    /**
     * @param key definition of its columns @param names of them @param values over i
     */
    public FillTarget table(String key, String names, String values, int rows) throws SQLException {
        sql(
                "create table t (%s, row_id bigint not null, a text, b int, pad text)"
                        .formatted(key),
                "insert into t (%s, row_id, a, b, pad) select %s, i, case when i %% 50 <> 0 then 'a' || i end, i, repeat('x', 60) from generate_series(1, %d) i"
                        .formatted(names, values, rows),
                "analyze t",
                "alter table t add column c text",
                "create function godwit._godwit_sync() returns trigger language plpgsql as '"
                        + BODY.replace("'", "''")
                        + "'",
                "create trigger zzz_godwit_t before insert or update on t for each row execute function godwit._godwit_sync()",
                "alter table t enable always trigger zzz_godwit_t",
                "create table touched (row_id bigint)",
                """
                create function count_batches() returns trigger language plpgsql as $$ begin
                  if current_setting('application_name') like 'godwit %' then
                    insert into public.touched values (new.row_id); end if; return null; end $$
                """,
                "create trigger counts after update on t for each row execute function count_batches()");
        return this;
    }

    public void sql(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    public long number(String sql) throws SQLException {
        return Long.parseLong(text(sql));
    }

    public String text(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    public long wrongRows() throws SQLException {
        return number("select count(*) from t where " + PREDICATE);
    }

    /** Rows that batches wrote more than once. */
    public long writtenTwice() throws SQLException {
        return number(
                "select count(*) from (select from touched group by row_id having count(*) > 1) x");
    }

    public static Work.Fill fill(
            Work.Strategy strategy,
            List<KeyColumn> key,
            int lanes,
            @Nullable Integer pace,
            @Nullable String saved) {
        return new Work.Fill(
                TABLE, "c", "text", EXPRESSION, PREDICATE, strategy, key, lanes, pace, saved);
    }

    public static Work.Prove prove() {
        return new Work.Prove(TABLE, PREDICATE, ID, TRIGGER);
    }

    /** Stores a run of these works, numbered from 1. */
    public long run(Work... works) throws SQLException {
        List<Step> steps = new ArrayList<>();
        for (Work work : works) {
            Stage stage = work instanceof Work.Fill ? Stage.BACKFILL : Stage.VERIFY;
            steps.add(
                    new Step(
                            steps.size() + 1,
                            stage,
                            "add_column",
                            "a step",
                            work,
                            List.of(),
                            List.of()));
        }
        return database()
                .inTransaction(
                        Scope.state("test"),
                        connection -> {
                            String unique = UUID.randomUUID().toString();
                            long run =
                                    Runs.insert(
                                                    connection,
                                                    "x/" + unique,
                                                    unique,
                                                    "x.yaml",
                                                    "",
                                                    "",
                                                    "tester",
                                                    unique,
                                                    THROTTLE)
                                            .id();
                            Steps.insert(connection, run, steps);
                            return run;
                        });
    }

    public String stateOf(long run, int step) throws SQLException {
        return text(
                "select state from godwit.step where run = %d and number = %d"
                        .formatted(run, step));
    }

    @Override
    public void close() {
        pool.close();
        TestServer.drop(name);
    }
}
