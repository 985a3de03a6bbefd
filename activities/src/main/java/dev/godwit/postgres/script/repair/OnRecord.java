package dev.godwit.postgres.script.repair;

import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.ScriptWork;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.script.row.ToolRows;
import dev.godwit.postgres.state.StateSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is on record of one migration: with Godwit, and with the project's tool where it has one of
 * its own. All methods work in the caller's transaction.
 */
final class OnRecord {

    private static final QualifiedName OWN = new QualifiedName(StateSchema.NAME, "migration");

    private final ScriptWork.Repair repair;
    private final String about;
    private final @Nullable ToolRows tool;

    OnRecord(ScriptWork.Repair repair) {
        this.repair = repair;
        this.about =
                "history = %s and name = %s"
                        .formatted(
                                Identifier.literal(repair.history()),
                                Identifier.literal(repair.name()));
        this.tool = repair.row() == null ? null : ToolRows.of(repair.row());
    }

    void lock(Connection connection) throws SQLException {
        if (tool != null) {
            tool.lock(connection);
        }
    }

    /** As it is compared with the file; empty when it is not applied. */
    Optional<String> text(Connection connection) throws SQLException {
        return tool == null
                ? Rows.of(
                                connection,
                                "select checksum from %s where %s".formatted(OWN.sql(), about),
                                row -> row.getString(1))
                        .stream()
                        .findFirst()
                : tool.recorded(connection);
    }

    /** Copies it, then makes it say what it has to say. */
    void change(Connection connection) throws SQLException {
        execute(connection, "create table %s as %s".formatted(own(), rows(OWN, about)));
        if (tool != null && repair.row() != null) {
            QualifiedName table = repair.row().table();
            execute(
                    connection,
                    "create table %s as %s".formatted(tools(), rows(table, tool.about())));
        }
        if (repair.now() == null) {
            execute(connection, "delete from %s where %s".formatted(OWN.sql(), about));
            if (tool != null) {
                tool.forget(connection);
            }
            return;
        }
        execute(
                connection,
                "update %s set checksum = %s where %s"
                        .formatted(
                                OWN.sql(),
                                Identifier.literal(String.valueOf(repair.checksum())),
                                about));
        if (tool != null) {
            tool.align(connection);
        }
    }

    /** Makes it what it was. */
    void restore(Connection connection) throws SQLException {
        restore(connection, OWN, about, own());
        if (tool != null && repair.row() != null) {
            restore(connection, repair.row().table(), tool.about(), tools());
        }
    }

    /** The copies are needed no more. */
    void drop(Connection connection) throws SQLException {
        execute(connection, "drop table if exists %s, %s".formatted(own(), tools()));
    }

    private static void restore(
            Connection connection, QualifiedName table, String about, String from)
            throws SQLException {
        execute(connection, "delete from %s where %s".formatted(table.sql(), about));
        execute(
                connection,
                "insert into %s overriding system value select * from %s"
                        .formatted(table.sql(), from));
    }

    private static String rows(QualifiedName table, String about) {
        return "select * from %s where %s".formatted(table.sql(), about);
    }

    private String own() {
        return Identifier.quote(StateSchema.NAME, repair.kept() + "_own");
    }

    private String tools() {
        return Identifier.quote(StateSchema.NAME, repair.kept() + "_tool");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
