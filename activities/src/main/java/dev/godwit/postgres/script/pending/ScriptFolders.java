package dev.godwit.postgres.script.pending;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.spec.MigrationsFile;
import dev.godwit.plan.spec.PlanKind;
import dev.godwit.postgres.session.Attempt;
import java.util.List;
import java.util.Map;

/** Where the files of projects are; what only the worker's host knows. */
public interface ScriptFolders {

    /** A worker that sees no project. */
    ScriptFolders NONE =
            (file, attempt) ->
                    Files.problem(
                            new Problem(
                                    "GW-740",
                                    "this worker sees no project",
                                    file.at().toString(),
                                    "",
                                    "start one that does"));

    /**
     * What lies there.
     *
     * @param folder for people
     * @param kind the tool they are for
     * @param texts of the files by their paths, as seen from the folder
     * @param settings of the tool, as the project has them
     * @param problems why they could not be read; then there is no text
     */
    record Files(
            String folder,
            PlanKind kind,
            Map<String, String> texts,
            Map<String, String> settings,
            List<Problem> problems) {
        public Files {
            texts = Map.copyOf(texts);
            settings = Map.copyOf(settings);
            problems = List.copyOf(problems);
        }

        /** They could not be read. */
        public static Files problem(Problem problem) {
            return new Files("", PlanKind.MIGRATIONS, Map.of(), Map.of(), List.of(problem));
        }
    }

    /** Reads the folder that a plan names. */
    Files read(MigrationsFile file, Attempt attempt);
}
