package dev.godwit.postgres.check;

import dev.godwit.plan.script.SqlMigration;
import dev.godwit.plan.spec.MigrationsFile;
import dev.godwit.postgres.preflight.Answer;
import dev.godwit.postgres.scratch.Scratch;
import dev.godwit.postgres.scratch.Scratches;
import dev.godwit.postgres.script.pending.Pending;
import dev.godwit.postgres.script.source.OneReading;
import dev.godwit.postgres.script.source.ScriptFolders;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.project.ProjectFailure;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** What the models of a project with Prisma want and its migrations do not have. */
public final class WantedByModels {

    private final Scratches scratches;
    private final ScriptFolders folders;
    private final Attempt attempt;

    /** For one attempt. */
    public WantedByModels(Scratches scratches, ScriptFolders folders, Attempt attempt) {
        this.scratches = scratches;
        this.folders = folders;
        this.attempt = attempt;
    }

    /**
     * The statements; empty when there is nothing. All migrations are applied to a database of
     * their own, which Prisma looks at.
     *
     * @throws ProjectFailure when migrations or models are not in order
     */
    public String statements(MigrationsFile file, ScriptFolders.Files files)
            throws SQLException, IOException {
        try (Scratch scratch = scratches.open()) {
            ScriptFolders same = new OneReading(files, folders);
            Trial trial = new Trial(scratch.source(), same, scratches, attempt);
            Pending.Found found = new Pending(trial.database(), same).find(file, attempt);
            if (!found.problems().isEmpty()) {
                throw new ProjectFailure(found.problems().getFirst());
            }
            if (!found.none()) {
                apply(trial, file, found);
            }
            return Models.missing(scratch, trial, file, folders, attempt);
        }
    }

    private static void apply(Trial trial, MigrationsFile file, Pending.Found found)
            throws SQLException {
        List<String> names = found.pending().stream().map(SqlMigration::name).toList();
        Answer answer = trial.start(Trial.forGood(file, found.kind(), names));
        if (answer.verdict() != Answer.Verdict.READY) {
            throw new ProjectFailure(answer.findings().getFirst());
        }
        trial.apply(answer);
    }
}
