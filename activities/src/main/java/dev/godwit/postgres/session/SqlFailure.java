package dev.godwit.postgres.session;

import java.sql.SQLException;
import java.util.regex.Pattern;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What an SQLSTATE means for going on (PostgreSQL documentation, appendix A). */
public enum SqlFailure {
    /**
     * Gone by itself: try again. Serialization, deadlock, fail-over (also to a server that only
     * reads for now), lost connection, too many connections.
     */
    RETRY,
    /** lock_timeout: somebody holds the lock. */
    LOCK_NOT_AVAILABLE,
    /** statement_timeout or a cancel: try again with less. */
    TIMED_OUT,
    /** The disk is full: wait for a person. */
    DISK_FULL,
    /** Will fail again however often it is tried. */
    PERMANENT;

    /** A write in a read-only transaction; any on a standby. */
    public static final String READ_ONLY = "25006";

    /** Godwit's own sync triggers raise with this and name no value. */
    private static final String OWN_RAISE = "GW001";

    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|'[^']*'");

    /** Classifies a failure by its SQLSTATE; an unknown one is permanent. */
    public static SqlFailure of(SQLException failure) {
        String state = failure.getSQLState();
        if (state == null) {
            return PERMANENT;
        }
        return switch (state) {
            case "40001", "40P01", "57P01", "57P02", "57P03", "57P05", "53300", "25P03" -> RETRY;
            case READ_ONLY -> RETRY;
            case "55P03" -> LOCK_NOT_AVAILABLE;
            case "57014" -> TIMED_OUT;
            case "53100" -> DISK_FULL;
            default -> state.startsWith("08") ? RETRY : PERMANENT;
        };
    }

    /**
     * Whether the server has answered that it will never do it: no time-out, no lost connection.
     */
    public static boolean refused(SQLException failure) {
        return of(failure) == PERMANENT && failure.getSQLState() != null;
    }

    /** Whether it was a deadlock, which asks for a smaller batch. */
    public static boolean deadlock(SQLException failure) {
        return "40P01".equals(failure.getSQLState());
    }

    /**
     * The failure in words that hold no row value: PostgreSQL writes values into the primary
     * message of data exceptions and constraint violations, and rows into DETAIL.
     */
    public static String words(SQLException failure) {
        String state = failure.getSQLState() == null ? "no SQLSTATE" : failure.getSQLState();
        ServerErrorMessage server =
                failure instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
        String message = server == null ? failure.getMessage() : server.getMessage();
        String text = message == null ? failure.getClass().getSimpleName() : message;
        if (state.startsWith("22") || state.startsWith("P0")) {
            text = QUOTED.matcher(text).replaceAll("\"…\"");
        }
        boolean raised = server != null && "exec_stmt_raise".equals(server.getRoutine());
        if (state.startsWith("P0") || raised && !state.equals(OWN_RAISE)) {
            // RAISE may use any SQLSTATE and put any value into its message.
            text = "an exception raised by a function or trigger of the database";
        }
        return text.lines().findFirst().orElse("") + " (" + state + ")";
    }
}
