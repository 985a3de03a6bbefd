package dev.godwit.postgres.check;

import dev.godwit.plan.drift.Catalog;
import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.script.SqlMigration;
import dev.godwit.plan.spec.MigrationsFile;
import dev.godwit.postgres.preflight.Answer;
import dev.godwit.postgres.scratch.Scratch;
import dev.godwit.postgres.scratch.Scratches;
import dev.godwit.postgres.script.pending.Pending;
import dev.godwit.postgres.script.source.OneReading;
import dev.godwit.postgres.script.source.ScriptFolders;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.EngineFailure;
import java.sql.SQLException;
import java.util.List;

/** What the migrations that a target has had make of an empty database. */
public final class Replay {

    private static final String NOTHING = "GW-755";

    private final Database target;
    private final Scratches scratches;
    private final ScriptFolders folders;
    private final Attempt attempt;

    /** For one attempt. */
    public Replay(Database target, Scratches scratches, ScriptFolders folders, Attempt attempt) {
        this.target = target;
        this.scratches = scratches;
        this.folders = folders;
        this.attempt = attempt;
    }

    /**
     * The result.
     *
     * @param pending names of migrations that the target has not had, and which are no part of it
     */
    public record Made(String folder, Catalog catalog, List<String> pending) {
        public Made {
            pending = List.copyOf(pending);
        }
    }

    /**
     * Applies them.
     *
     * @throws EngineFailure when files, record or migrations are not in order, or nothing is
     *     applied
     */
    public Made make(MigrationsFile file) throws SQLException {
        ScriptFolders.Files files = folders.read(file, attempt);
        ScriptFolders same = new OneReading(files, folders);
        Pending.Found found = new Pending(target, same).find(file, attempt);
        good(found.problems());
        if (found.applied().isEmpty()) {
            throw failure(
                    new Problem(
                            NOTHING,
                            "the target has had none of the project's migrations",
                            files.folder(),
                            "",
                            "start them, or compare with another database: --against"));
        }
        try (Scratch scratch = scratches.open()) {
            Trial trial = new Trial(scratch.source(), same, scratches, attempt);
            Answer answer = trial.start(Trial.forGood(file, found.kind(), found.applied()));
            if (answer.verdict() != Answer.Verdict.READY) {
                good(answer.findings());
            }
            trial.apply(answer);
            return new Made(
                    files.folder(),
                    trial.catalog(),
                    found.pending().stream().map(SqlMigration::name).toList());
        }
    }

    private static void good(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw failure(problems.getFirst());
        }
    }

    private static EngineFailure failure(Problem problem) {
        return new EngineFailure(EngineFailure.Kind.PERMANENT, problem, null);
    }
}
