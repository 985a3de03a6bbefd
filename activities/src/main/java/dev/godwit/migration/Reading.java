package dev.godwit.migration;

import dev.godwit.postgres.history.RunHistory;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import dev.godwit.workflow.message.History;
import dev.godwit.workflow.message.ReadInput;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Reads the target's own record; changes nothing, not even creates it. */
final class Reading {

    private final Host host;

    Reading(Host host) {
        this.host = host;
    }

    History read(ReadInput input) {
        return host.on(
                input.target(),
                "target " + input.target(),
                (target, attempt) ->
                        hasRecord(target.database())
                                ? RunHistory.read(target.database(), input.run())
                                : new History(List.of(), List.of()));
    }

    /** Whether Godwit has ever been on this target. */
    static boolean hasRecord(Database database) throws SQLException {
        return database.inTransaction(
                Scope.state("godwit read"),
                connection -> {
                    try (Statement statement = connection.createStatement();
                            ResultSet row =
                                    statement.executeQuery(
                                            "select pg_catalog.to_regclass('godwit.run') is not null")) {
                        row.next();
                        return row.getBoolean(1);
                    }
                });
    }
}
