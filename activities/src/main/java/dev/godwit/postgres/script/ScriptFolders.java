package dev.godwit.postgres.script;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.spec.MigrationsFile;
import dev.godwit.postgres.session.Attempt;
import java.util.List;
import java.util.Map;

/** Where the files of projects are; what only the worker's host knows. */
public interface ScriptFolders {

    /** A worker that sees no project. */
    ScriptFolders NONE =
            (file, attempt) ->
                    new Files(
                            "",
                            Map.of(),
                            List.of(
                                    new Problem(
                                            "GW-740",
                                            "this worker sees no project",
                                            file.at().toString(),
                                            "",
                                            "start one that does")));

    /**
     * What lies there.
     *
     * @param folder for people
     * @param texts of the files by their names
     * @param problems why they could not be read; then there is no text
     */
    record Files(String folder, Map<String, String> texts, List<Problem> problems) {
        public Files {
            texts = Map.copyOf(texts);
            problems = List.copyOf(problems);
        }
    }

    /** Reads the folder that a plan names. */
    Files read(MigrationsFile file, Attempt attempt);
}
