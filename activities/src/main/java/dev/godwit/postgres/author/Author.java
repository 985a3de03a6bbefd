package dev.godwit.postgres.author;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.spec.MigrationsFile;
import dev.godwit.plan.spec.PlanKind;
import dev.godwit.postgres.check.WantedByModels;
import dev.godwit.postgres.scratch.Scratches;
import dev.godwit.postgres.script.source.ScriptFolders;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.project.ProjectFailure;
import dev.godwit.workflow.writing.WriteInput.What;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/** Writes new migrations into a project. Of the target, nothing is changed. */
public final class Author {

    private static final String NO_MERGE = "GW-779";
    private static final String UNWRITTEN = "GW-780";
    static final String NAME = "GW-781";
    private static final String NO_SQUASH = "GW-787";

    /** A part of file names, and of modules of Python. */
    private static final Pattern NAMES = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,80}");

    private final Database target;
    private final Scratches scratches;
    private final ScriptFolders folders;
    private final Clock clock;
    private final Attempt attempt;

    /** For one attempt. */
    public Author(
            Database target,
            Scratches scratches,
            ScriptFolders folders,
            Clock clock,
            Attempt attempt) {
        this.target = target;
        this.scratches = scratches;
        this.folders = folders;
        this.clock = clock;
        this.attempt = attempt;
    }

    /** Does it; what is wrong is in the result, and then nothing was written. */
    public Authored write(Request request) throws SQLException {
        MigrationsFile file = request.file();
        ScriptFolders.Files files = folders.read(file, attempt);
        boolean named = request.what() != What.MERGE && request.what() != What.SQUASH;
        if (named && !NAMES.matcher(request.name()).matches()) {
            return refused(files, List.of(noName(request.name())));
        }
        if (!files.problems().isEmpty()) {
            return refused(files, files.problems());
        }
        try {
            if (!request.dryRun()) {
                folders.writable(file);
            }
            if (files.kind() == PlanKind.DJANGO) {
                return request.what() == What.SQUASH
                        ? new SquashAuthor(folders, scratches, attempt)
                                .write(request, files.folder())
                        : new DjangoAuthor(folders, target, attempt).write(request, files.folder());
            }
            if (request.what() == What.MERGE) {
                return refused(files, List.of(noMerge(files)));
            }
            if (request.what() == What.SQUASH) {
                return refused(files, List.of(noSquash(files)));
            }
            Draft draft = draft(request, files);
            List<String> paths =
                    request.dryRun()
                            ? draft.files().keySet().stream().sorted().toList()
                            : folders.write(file, attempt, draft.files());
            return new Authored(
                    files.folder(), files.kind().word(), List.of(), draft.said(), paths);
        } catch (ProjectFailure failure) {
            return refused(files, List.of(failure.problem()));
        } catch (IOException failure) {
            return refused(
                    files,
                    List.of(
                            new Problem(
                                    UNWRITTEN,
                                    "nothing was written",
                                    files.folder(),
                                    String.valueOf(failure.getMessage()),
                                    "look whether the worker's user may write there, and at the worker's log")));
        }
    }

    private Draft draft(Request request, ScriptFolders.Files files)
            throws SQLException, IOException {
        boolean data = request.what() == What.DATA_MIGRATION;
        String name = request.name();
        Instant now = clock.instant();
        return switch (files.kind()) {
            case SQL -> NumberedDrafts.draft(files, now, name, data);
            case FLYWAY -> FlywayDrafts.draft(files, now, name, data);
            case PRISMA ->
                    PrismaDrafts.draft(
                            files,
                            now,
                            name,
                            data,
                            new WantedByModels(scratches, folders, attempt)
                                    .statements(request.file(), files));
            case DJANGO, MIGRATIONS, UPGRADE, RELEASE ->
                    throw new IllegalStateException("no files of kind " + files.kind());
        };
    }

    private static Problem noName(String name) {
        return new Problem(
                NAME,
                "%s is no name of a migration".formatted(name),
                "",
                "it becomes part of a file's name",
                "letters, digits and _ only, a letter first: add_email");
    }

    private static Problem noMerge(ScriptFolders.Files files) {
        return new Problem(
                NO_MERGE,
                "migrations of %s are not merged by another one".formatted(files.kind().word()),
                files.folder(),
                "their order is that of their numbers or times",
                "give the one that no shared database has had a number behind the last one (git mv), or start with --out-of-order; a database that has it by another name records it: --applied");
    }

    private static Problem noSquash(ScriptFolders.Files files) {
        return new Problem(
                NO_SQUASH,
                "migrations of %s are not squashed".formatted(files.kind().word()),
                files.folder(),
                "no record of theirs can say that one migration stands for several",
                "leave them: a new database gets them all, in order; squash is for projects with Django");
    }

    private static Authored refused(ScriptFolders.Files files, List<Problem> problems) {
        return new Authored(files.folder(), files.kind().word(), problems, List.of(), List.of());
    }
}
