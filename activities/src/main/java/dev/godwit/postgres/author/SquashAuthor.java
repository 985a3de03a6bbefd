package dev.godwit.postgres.author;

import dev.godwit.plan.problem.Problem;
import dev.godwit.postgres.scratch.Scratches;
import dev.godwit.postgres.script.source.ScriptFolders;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.squash.SquashProof;
import dev.godwit.project.ProjectFailure;
import dev.godwit.project.django.DjangoProject;
import dev.godwit.project.django.squash.Squash;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A squash of Django's, which comes into the project when it is proven. */
final class SquashAuthor {

    private static final Pattern WORDS = Pattern.compile("\\w{1,200}");

    private final ScriptFolders folders;
    private final Scratches scratches;
    private final Attempt attempt;

    SquashAuthor(ScriptFolders folders, Scratches scratches, Attempt attempt) {
        this.folders = folders;
        this.scratches = scratches;
        this.attempt = attempt;
    }

    Authored write(Request request, String folder) throws SQLException, IOException {
        word(request.app(), "an app");
        word(request.to(), "a migration");
        if (!request.from().isEmpty()) {
            word(request.from(), "a migration");
        }
        try {
            return folders.django(
                    request.file().project(),
                    request.file().path(),
                    attempt,
                    project -> proven(project, request, folder));
        } catch (Unproven failure) {
            throw failure.cause;
        }
    }

    /** In one turn: who squashes at the same time comes behind, and finds the file. */
    private Authored proven(DjangoProject project, Request request, String folder)
            throws IOException {
        Squash squash = project.squash(request.app(), request.from(), request.to());
        List<String> said = new ArrayList<>();
        said.add(
                "%s replaces %s%s"
                        .formatted(
                                squash.name(),
                                String.join(", ", squash.replaces()),
                                squash.said().isEmpty() ? "" : "; " + squash.said()));
        squash.left().forEach(one -> said.add("left out as elidable: " + one));
        said.addAll(proof(project, squash, request.file().database()));
        said.add(
                "keep the originals until manage.py showmigrations has [X] before it for every database; one release later delete them, and replaces from it");
        if (squash.there()) {
            return new Authored(folder, "django", List.of(), said, List.of());
        }
        if (!request.dryRun()) {
            squash.put();
        }
        return new Authored(folder, "django", List.of(), said, List.of(squash.path()));
    }

    private List<String> proof(DjangoProject project, Squash squash, String alias)
            throws IOException {
        try {
            return new SquashProof(scratches, alias, project, squash, attempt).prove();
        } catch (SQLException failure) {
            throw new Unproven(failure);
        }
    }

    /** Of the database, through what only knows of files. */
    private static final class Unproven extends IOException {
        private static final long serialVersionUID = 1;
        private final SQLException cause;

        Unproven(SQLException cause) {
            super(cause);
            this.cause = cause;
        }
    }

    private static void word(String word, String what) {
        if (!WORDS.matcher(word).matches()) {
            throw new ProjectFailure(
                    new Problem(
                            Author.NAME,
                            "%s is no name of %s".formatted(word, what),
                            "",
                            "",
                            "godwit new squash --project DIRECTORY --app APP --to 0007"));
        }
    }
}
