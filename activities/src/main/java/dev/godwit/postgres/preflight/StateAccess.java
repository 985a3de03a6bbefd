package dev.godwit.postgres.preflight;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.schema.LiveSchema;
import dev.godwit.postgres.inspect.state.StateVersion;
import dev.godwit.postgres.preflight.rule.Rule;
import dev.godwit.postgres.preflight.rule.ServerVersion;
import dev.godwit.postgres.preflight.rule.StatePrivileges;
import dev.godwit.postgres.preflight.rule.WritableServer;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.session.SqlFailure;
import dev.godwit.postgres.state.StateSchema;
import dev.godwit.postgres.state.StateSchema.NewerStateException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/** Gets at Godwit's own record in the target, or says why not. */
public final class StateAccess {

    private static final String NEWER = "GW-266";
    private static final String UPGRADE = "GW-267";

    private static final List<Rule> RULES =
            List.of(new ServerVersion(), new WritableServer(), new StatePrivileges());

    private final Database database;
    private final StateSchema state;

    public StateAccess(Database database, StateSchema state) {
        this.database = database;
        this.state = state;
    }

    /**
     * Brings schema godwit to this version.
     *
     * @return why that cannot be; empty when it is there
     * @throws SQLException when a later try may succeed
     */
    public List<Problem> open(String source) throws SQLException {
        List<Problem> problems = forbidden(source);
        return problems.isEmpty() ? upgrade(source) : problems;
    }

    /**
     * Looks at it and leaves it as it is.
     *
     * @throws SQLException when a later try may succeed
     */
    Stand look(String source) throws SQLException {
        List<Problem> problems = forbidden(source);
        if (!problems.isEmpty()) {
            return new Stand(problems, 0);
        }
        int version = database.inTransaction(Scope.state("godwit preflight"), StateVersion::read);
        return new Stand(
                version > StateSchema.VERSION
                        ? List.of(newer(source, StateVersion.newer(version)))
                        : List.of(),
                version);
    }

    /**
     * How the record stands.
     *
     * @param problems why there can be none for this worker
     * @param version 0 for none
     */
    record Stand(List<Problem> problems, int version) {

        /** Whether this worker can read what is in it. */
        boolean readable() {
            return version == StateSchema.VERSION;
        }
    }

    private List<Problem> forbidden(String source) throws SQLException {
        Rule.Subject subject =
                new Rule.Subject(
                        source, new LiveSchema(0, List.of(), List.of(), List.of()), List.of());
        return database.tryOut(
                Scope.state("godwit preflight"),
                connection -> {
                    List<Problem> found = new ArrayList<>();
                    for (Rule rule : RULES) {
                        found.addAll(rule.check(connection, subject));
                    }
                    return found;
                });
    }

    private static Problem newer(String source, String words) {
        return new Problem(
                NEWER,
                "a newer Godwit has been on this target",
                source,
                words,
                "upgrade the worker of this target");
    }

    private List<Problem> upgrade(String source) throws SQLException {
        try {
            state.upgrade();
            return List.of();
        } catch (NewerStateException newer) {
            return List.of(newer(source, String.valueOf(newer.getMessage())));
        } catch (FlywayException failure) {
            SQLException sql = cause(failure);
            if (sql == null
                    || sql.getSQLState() == null
                    || SqlFailure.of(sql) != SqlFailure.PERMANENT) {
                if (sql == null) {
                    throw failure;
                }
                throw sql;
            }
            return List.of(
                    new Problem(
                            UPGRADE,
                            "schema godwit cannot be created or upgraded",
                            source,
                            SqlFailure.words(sql),
                            "give the target's role that privilege, or make it the schema's owner"));
        }
    }

    private static @Nullable SQLException cause(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }
}
