package dev.godwit.postgres.squash;

import dev.godwit.postgres.scratch.Scratch;
import dev.godwit.postgres.scratch.Scratches;
import dev.godwit.postgres.script.source.Logins;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import dev.godwit.project.django.DjangoProject;
import dev.godwit.project.django.Login;
import dev.godwit.project.django.squash.Migrated;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A project and an empty database for it, dropped when this is closed. */
final class Side implements AutoCloseable {

    private static final String NAME = "godwit new";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Scratch scratch;
    private final Database database;
    private final Login login;
    private final DjangoProject project;
    private final Attempt attempt;

    private Side(
            Scratch scratch,
            Database database,
            Login login,
            DjangoProject project,
            Attempt attempt) {
        this.scratch = scratch;
        this.database = database;
        this.login = login;
        this.project = project;
        this.attempt = attempt;
    }

    /**
     * @param alias of the database in the project's settings
     */
    static Side open(Scratches scratches, String alias, DjangoProject project, Attempt attempt)
            throws SQLException {
        Scratch scratch = scratches.open();
        try {
            Database database = new Database(scratch.source(), scratch.source());
            Login login = Logins.of(database, alias, LIMIT, LIMIT, NAME);
            return new Side(scratch, database, login, project, attempt);
        } catch (SQLException | RuntimeException failure) {
            scratch.close();
            throw failure;
        }
    }

    /** The same database, as another state of the project sees it. */
    Migrated migrate(DjangoProject seen, @Nullable List<String> targets) throws IOException {
        attempt.check();
        return seen.migrate(login, targets);
    }

    Migrated migrate(@Nullable List<String> targets) throws IOException {
        return migrate(project, targets);
    }

    Stand stand() throws SQLException {
        attempt.check();
        return database.inTransaction(Scope.state(NAME), Stand::of);
    }

    @Override
    public void close() throws SQLException {
        scratch.close();
    }
}
