package dev.godwit.postgres.preflight.trial;

import java.sql.SQLException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Where in an expression PostgreSQL saw an error. */
final class Position {

    private Position() {}

    /**
     * In words, empty when the server named no place inside the expression. The expression stands
     * alone between line breaks in the statement, after the first opening parenthesis.
     */
    static String in(String expression, SQLException failure) {
        ServerErrorMessage server =
                failure instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
        if (server == null || server.getPosition() <= 0) {
            return "";
        }
        int at = server.getPosition() - PREFIX.length();
        return at >= 1 && at <= expression.codePointCount(0, expression.length())
                ? " at character %d of the expression".formatted(at)
                : "";
    }

    /** What stands before the expression in the statement that parses it. */
    static final String PREFIX = "create view godwit._godwit_trial_view as select (\n";
}
