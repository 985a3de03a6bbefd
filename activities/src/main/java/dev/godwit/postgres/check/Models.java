package dev.godwit.postgres.check;

import dev.godwit.plan.spec.MigrationsFile;
import dev.godwit.plan.sql.Statements;
import dev.godwit.postgres.scratch.Guest;
import dev.godwit.postgres.scratch.Scratch;
import dev.godwit.postgres.script.pending.Pending;
import dev.godwit.postgres.script.source.Logins;
import dev.godwit.postgres.script.source.ScriptFolders;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.SqlFailure;
import dev.godwit.project.ProjectFailure;
import dev.godwit.project.django.Login;
import dev.godwit.project.prisma.Address;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Whether the migrations of a project say what its models say, where there are models. */
final class Models {

    private static final String SUBJECT = "models";
    private static final String ALIKE = "no change without a migration";
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int SHOWN = 3;

    /** There is no database that has had all migrations. */
    static final Line UNKNOWN = Line.notShown(SUBJECT, "a migration before them failed");

    private Models() {}

    /** Of Django, which has been asked already. */
    static Optional<Line> asked(Pending.Found found) {
        return switch (found.kind()) {
            case DJANGO -> Optional.of(line(found.unmigrated()));
            case PRISMA, SQL, FLYWAY, MIGRATIONS, UPGRADE, RELEASE -> Optional.empty();
        };
    }

    /**
     * Of Prisma, beside a database that has had all migrations.
     *
     * @param trial opens it
     */
    static Line beside(
            Scratch scratch,
            Trial trial,
            MigrationsFile file,
            ScriptFolders folders,
            Attempt attempt) {
        try {
            return line(statements(missing(scratch, trial, file, folders, attempt)));
        } catch (ProjectFailure failure) {
            return Line.notShown(SUBJECT, Line.words(failure.problem()));
        } catch (IOException failure) {
            return Line.notShown(SUBJECT, String.valueOf(failure.getMessage()));
        }
    }

    /** The statements that the models want and no migration has. */
    static String missing(
            Scratch scratch,
            Trial trial,
            MigrationsFile file,
            ScriptFolders folders,
            Attempt attempt)
            throws IOException {
        return folders.prisma(
                file.project(),
                attempt,
                models -> {
                    try {
                        return models.missing(address(scratch, trial));
                    } catch (SQLException refused) {
                        throw new IOException(
                                "Prisma could not be let into the database: %s; alter role ... createrole, on the server of scratch"
                                        .formatted(SqlFailure.words(refused)),
                                refused);
                    }
                });
    }

    private static Address address(Scratch scratch, Trial trial) throws SQLException {
        Guest guest = scratch.guest();
        Login login = Logins.of(trial.database(), "", LIMIT, LIMIT, "godwit check");
        return new Address(
                login.host(),
                login.port(),
                login.database(),
                guest.role(),
                guest.password(),
                login.sslmode());
    }

    private static List<String> statements(String sql) {
        try {
            return Statements.parse(sql).texts();
        } catch (Statements.NotSqlException unreadable) {
            return List.of(sql.replaceAll("\\s+", " "));
        }
    }

    private static Line line(List<String> unmigrated) {
        if (unmigrated.isEmpty()) {
            return Line.passed(SUBJECT, ALIKE);
        }
        String more =
                unmigrated.size() > SHOWN
                        ? "; and %d more".formatted(unmigrated.size() - SHOWN)
                        : "";
        return Line.failed(
                SUBJECT,
                "without a migration: %s%s"
                        .formatted(
                                String.join(
                                        "; ",
                                        unmigrated.stream()
                                                .limit(SHOWN)
                                                .map(one -> one.replaceAll("\\s+", " "))
                                                .toList()),
                                more));
    }
}
