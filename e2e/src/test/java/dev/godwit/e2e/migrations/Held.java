package dev.godwit.e2e.migrations;

import dev.godwit.e2e.harness.Shop;
import dev.godwit.e2e.harness.Tools;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A lock of the test's own, which holds a run open until it is closed. */
record Held(Shop shop, Connection connection) implements AutoCloseable {

    /** Of the run that began last. */
    private static final String STEPS =
            "from godwit.step where run = (select max(id) from godwit.run)";

    /** Nobody alters the table. */
    static Held table(Shop shop, String table) throws SQLException {
        return by(shop, "select count(*) from " + table);
    }

    /** Nobody reads the table. */
    static Held whole(Shop shop, String table) throws SQLException {
        return by(shop, "lock table " + table);
    }

    /** Step of that place among those of the newest run, counted from 0, cannot begin or end. */
    static Held step(Shop shop, int place) throws SQLException {
        return by(
                shop,
                ("select * from godwit.step where run = (select max(id) from godwit.run) and"
                                + " number = (select number %s order by number limit 1 offset %d)"
                                + " for update")
                        .formatted(STEPS, place));
    }

    private static Held by(Shop shop, String sql) throws SQLException {
        Connection connection = shop.connect();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
        return new Held(shop, connection);
    }

    /** Waits until somebody else of the shop's waits for it. */
    void await() throws Exception {
        int me = connection.unwrap(org.postgresql.PGConnection.class).getBackendPID();
        Tools.await(
                "a session to wait for the test's lock",
                90,
                () ->
                        shop.number(
                                        ("select count(*) from pg_stat_activity where datname ="
                                                        + " current_database() and %d = any"
                                                        + " (pg_blocking_pids(pid))")
                                                .formatted(me))
                                > 0);
    }

    /** Waits until so many steps of the newest run are in that state. */
    void awaitSteps(String state, int count) throws Exception {
        Tools.await(
                count + " steps " + state,
                90,
                () ->
                        shop.number("select count(*) %s and state = '%s'".formatted(STEPS, state))
                                >= count);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
