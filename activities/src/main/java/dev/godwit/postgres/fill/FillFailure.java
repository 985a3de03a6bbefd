package dev.godwit.postgres.fill;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.step.RowWork.FillAll;
import dev.godwit.plan.step.Stage;
import dev.godwit.postgres.fill.lane.Backoff;
import dev.godwit.postgres.fill.lane.Ranges;
import dev.godwit.postgres.fill.lane.Ranges.Range;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.EngineFailure;
import dev.godwit.postgres.session.EngineFailure.Kind;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.session.SqlFailure;
import dev.godwit.postgres.state.Ledger;
import dev.godwit.postgres.state.LedgerLine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says why a fill cannot go on: to people in four parts, in full only into the target's ledger. */
public final class FillFailure {

    /** A row that cannot be filled, or a statement that cannot succeed. */
    private static final String ROW = "GW-340";

    private static final String DISK = "GW-341";
    private static final String CHANGED = "GW-342";
    private static final String SLOW = "GW-343";

    /** undefined_table, undefined_column, invalid_schema_name. */
    private static final Set<String> GONE = Set.of("42P01", "42703", "3F000");

    /** Failures that one row causes: its data, a constraint, a trigger, its size. */
    private static final Set<String> DATA = Set.of("21", "22", "23", "44", "54", "P0", "GW");

    private final Database database;
    private final Stage stage;
    private final long run;
    private final int step;
    private @Nullable FillAll fill;
    private @Nullable Scope scope;
    private @Nullable Ranges ranges;

    /** Of a step. @param stage that it belongs to */
    public FillFailure(Database database, Stage stage, long run, int step) {
        this.database = database;
        this.stage = stage;
        this.run = run;
        this.step = step;
    }

    /** What is being filled, as soon as that is known. */
    public void about(FillAll what, Scope under, Ranges by) {
        fill = what;
        scope = under;
        ranges = by;
    }

    /** For a failure outside a batch: the failure itself where a repetition may cure it. */
    SQLException rethrow(SQLException cause) throws EngineFailure {
        SqlFailure kind = Backoff.kind(cause);
        if (kind == SqlFailure.PERMANENT || kind == SqlFailure.DISK_FULL) {
            throw of(cause, null, range -> "", Attempt.UNATTENDED);
        }
        return cause;
    }

    /** For a batch that no repetition makes succeed. */
    public EngineFailure of(
            SQLException cause,
            @Nullable Range range,
            Function<Range, String> update,
            Attempt attempt) {
        String state = cause.getSQLState() == null ? "" : cause.getSQLState();
        EngineFailure failure;
        if (Backoff.kind(cause) == SqlFailure.DISK_FULL) {
            failure = diskFull(cause);
        } else if (GONE.contains(state)) {
            failure = changed(cause);
        } else if (Backoff.kind(cause) == SqlFailure.TIMED_OUT) {
            failure = slow(cause, range);
        } else {
            failure = row(cause, range, state, update, attempt);
        }
        keep(cause, failure);
        return failure;
    }

    private EngineFailure row(
            SQLException cause,
            @Nullable Range range,
            String state,
            Function<Range, String> update,
            Attempt attempt) {
        String at = describe(range);
        if (range != null
                && fill != null
                && scope != null
                && ranges != null
                && state.length() == 5
                && DATA.contains(state.substring(0, 2))) {
            at =
                    new Culprit(database, scope, ranges, update)
                            .find(range, fill.table().sql(), attempt);
        }
        return new EngineFailure(
                Kind.PERMANENT,
                new Problem(
                        ROW,
                        what() + " cannot be filled: " + SqlFailure.words(cause),
                        where(at),
                        "PostgreSQL refused the new value, a constraint or a trigger did;"
                                + " the full message is in column private of godwit.ledger",
                        "mend the row or the constraint and resume, or roll back"),
                cause);
    }

    private EngineFailure diskFull(SQLException cause) {
        return new EngineFailure(
                Kind.DISK_FULL,
                new Problem(
                        DISK,
                        "the disk is full in tablespace %s while %s is filled"
                                .formatted(tablespace(), what()),
                        where(""),
                        SqlFailure.words(cause),
                        "make room there and resume; every committed batch is kept"),
                cause);
    }

    private EngineFailure changed(SQLException cause) {
        return new EngineFailure(
                Kind.CHANGED,
                new Problem(
                        CHANGED,
                        what() + " is not there any more, or something it is filled from is not",
                        where(""),
                        SqlFailure.words(cause),
                        "put back what was dropped or renamed and resume, or roll back"),
                cause);
    }

    private EngineFailure slow(SQLException cause, @Nullable Range range) {
        return new EngineFailure(
                Kind.PERMANENT,
                new Problem(
                        SLOW,
                        what() + " cannot be filled in time, even in the smallest batch",
                        where(describe(range)),
                        SqlFailure.words(cause),
                        "look for a slow trigger, a slow function in `up` or a missing index, then"
                                + " resume; or roll back"),
                cause);
    }

    private String what() {
        return fill == null
                ? "step " + step
                : fill.names().stream()
                        .map(name -> fill.table() + "." + name)
                        .collect(Collectors.joining(", "));
    }

    private String where(String at) {
        return "phase %s, run %d, step %d%s"
                .formatted(
                        stage.name().toLowerCase(Locale.ROOT),
                        run,
                        step,
                        at.isEmpty() ? "" : ", " + at);
    }

    private String describe(@Nullable Range range) {
        return range == null || ranges == null ? "" : ranges.describe(range);
    }

    /** Which disk: the table's, the database's default when it has none of its own. */
    private String tablespace() {
        if (fill == null) {
            return "of the database";
        }
        String sql =
                """
                select quote_ident(s.spcname) from pg_class c
                  join pg_database d on d.datname = current_database()
                  join pg_tablespace s on s.oid = coalesce(nullif(c.reltablespace, 0), d.dattablespace)
                 where c.oid = to_regclass(?)
                """;
        try {
            String table = fill.table().sql();
            return database.inTransaction(
                    Scope.state(Scope.name(run, step)),
                    connection -> {
                        try (var select = connection.prepareStatement(sql)) {
                            select.setString(1, table);
                            try (ResultSet row = select.executeQuery()) {
                                return row.next() ? row.getString(1) : "of the database";
                            }
                        }
                    });
        } catch (SQLException unreadable) {
            return "of the database";
        }
    }

    private void keep(SQLException cause, EngineFailure failure) {
        String message = String.valueOf(cause.getMessage());
        LedgerLine line =
                LedgerLine.of("godwit", stage.name(), step, "fill.failed", failure.problem().what())
                        .privately(failure.problem().where() + "\n" + message);
        try {
            database.transaction(
                    Scope.state(Scope.name(run, step)),
                    connection -> Ledger.add(connection, run, line));
        } catch (SQLException unwritable) {
            failure.addSuppressed(unwritable); // a full disk takes no line either
        }
    }
}
