package dev.godwit.postgres.inspect;

import dev.godwit.postgres.inspect.load.InvalidIndexes;
import dev.godwit.postgres.inspect.load.LongTransactions;
import dev.godwit.postgres.inspect.load.PreparedTransactions;
import dev.godwit.postgres.inspect.look.Look;
import dev.godwit.postgres.inspect.look.Subject;
import dev.godwit.postgres.inspect.look.Words;
import dev.godwit.postgres.inspect.replication.Replicas;
import dev.godwit.postgres.inspect.replication.Slots;
import dev.godwit.postgres.inspect.replication.Standbys;
import dev.godwit.postgres.inspect.role.Monitoring;
import dev.godwit.postgres.inspect.role.Superuser;
import dev.godwit.postgres.inspect.role.TableOwners;
import dev.godwit.postgres.inspect.server.Autovacuum;
import dev.godwit.postgres.inspect.server.Clocks;
import dev.godwit.postgres.inspect.server.Disk;
import dev.godwit.postgres.inspect.server.Required;
import dev.godwit.postgres.inspect.server.SessionDefaults;
import dev.godwit.postgres.inspect.server.WriteAheadLog;
import dev.godwit.postgres.inspect.server.Writes;
import dev.godwit.postgres.inspect.state.LeftoverObjects;
import dev.godwit.postgres.inspect.state.StateVersion;
import dev.godwit.postgres.inspect.worker.DirectConnections;
import dev.godwit.postgres.inspect.worker.PgDump;
import dev.godwit.postgres.inspect.worker.WorkerVersion;
import dev.godwit.postgres.preflight.rule.ServerVersion;
import dev.godwit.postgres.preflight.rule.StatePrivileges;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Scope;
import dev.godwit.workflow.operator.Check;
import dev.godwit.workflow.operator.Check.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at a target from all sides, each look on its own: one that fails or hangs says so and does
 * not keep the others from looking. Ends after about ten seconds whatever happens.
 */
public final class Inspector {

    /** The check without which there are no others of the target. */
    public static final String CONNECTION = "connection";

    private static final Logger LOG = LoggerFactory.getLogger(Inspector.class);

    private static final Duration ALL = Duration.ofSeconds(8);
    private static final Duration LOCK = Duration.ofMillis(500);
    private static final Duration STATEMENT = Duration.ofSeconds(2);

    /** Above the statement time-out: it ends what a server that is gone no longer ends. */
    private static final int NETWORK_MILLIS = 4_000;

    private static final List<Look> LOOKS =
            List.of(
                    new Required(
                            "PostgreSQL",
                            new ServerVersion(),
                            "select 'version ' || current_setting('server_version')"),
                    new Writes(),
                    new DirectConnections(),
                    new StateVersion(),
                    new Required(
                            "privileges",
                            new StatePrivileges(),
                            "select 'role ' || quote_ident(current_user) || ' may keep schema godwit'"),
                    new TableOwners(),
                    new Superuser(),
                    new Monitoring(),
                    new SessionDefaults(),
                    new Clocks(),
                    new PgDump(),
                    new Replicas(),
                    new Standbys(),
                    new Slots(),
                    new WriteAheadLog(),
                    new Autovacuum(),
                    new LongTransactions(),
                    new PreparedTransactions(),
                    new InvalidIndexes(),
                    new LeftoverObjects(),
                    new Disk());

    private final List<Look> looks;

    public Inspector() {
        this(LOOKS);
    }

    /** With other looks. */
    Inspector(List<Look> looks) {
        this.looks = looks;
    }

    /** Looks at everything, in the order in which people should read it. */
    public List<Check> run(Subject subject, Attempt attempt) {
        List<Check> checks = new ArrayList<>(WorkerVersion.look(subject));
        Check connection = connect(subject);
        checks.add(connection);
        if (connection.level() != Level.OK) {
            return checks;
        }
        long end = System.nanoTime() + ALL.toNanos();
        for (Look look : looks) {
            attempt.check();
            attempt.report(look.name());
            checks.addAll(
                    System.nanoTime() < end
                            ? look(look, subject)
                            : List.of(unknown(look, "there was no time left for it")));
        }
        return checks;
    }

    private static Check connect(Subject subject) {
        long began = System.nanoTime();
        try {
            subject.database().tryOut(scope(), connection -> true);
            long millis = (System.nanoTime() - began) / 1_000_000;
            return Check.ok(CONNECTION, "answered after %d ms".formatted(millis));
        } catch (SQLException failure) {
            LOG.warn("the target cannot be reached", failure);
            return new Check(
                    CONNECTION,
                    Level.FAILURE,
                    "the target cannot be reached",
                    Words.of(failure),
                    "look at url, username and password of the target, and whether the server is up");
        }
    }

    private static List<Check> look(Look look, Subject subject) {
        try {
            return subject.database()
                    .tryOut(
                            scope(),
                            connection -> {
                                limit(connection);
                                return look.at(connection, subject);
                            });
        } catch (SQLException failure) {
            LOG.debug("could not look at: {}", look.name(), failure);
            return List.of(unknown(look, Words.of(failure)));
        }
    }

    private static void limit(Connection connection) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, NETWORK_MILLIS);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set transaction read only");
        }
    }

    private static Check unknown(Look look, String because) {
        return new Check(
                look.name(),
                Level.UNKNOWN,
                "could not be found out",
                because,
                "look again; if it stays so, give the target's role the privilege to look");
    }

    private static Scope scope() {
        return Scope.state("godwit doctor").with(LOCK, STATEMENT);
    }
}
