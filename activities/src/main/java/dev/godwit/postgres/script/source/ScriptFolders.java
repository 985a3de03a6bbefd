package dev.godwit.postgres.script.source;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.spec.MigrationsFile;
import dev.godwit.plan.spec.PlanKind;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.project.django.DjangoProject;
import dev.godwit.project.prisma.PrismaModels;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

    /** What is done with a project of Django's. */
    @FunctionalInterface
    interface DjangoUse<T> {
        T on(DjangoProject project) throws IOException;
    }

    /**
     * Opens a project of Django's; nobody else works in its folder meanwhile.
     *
     * @param project a target, or a directory
     * @param path folder in it; null for the only one
     * @throws dev.godwit.project.ProjectFailure when it cannot be used
     * @throws IOException when nobody knows what has happened
     */
    default <T> T django(String project, @Nullable String path, Attempt attempt, DjangoUse<T> use)
            throws IOException {
        throw new IOException("this worker sees no project");
    }

    /** What is done with the models of a project with Prisma. */
    @FunctionalInterface
    interface PrismaUse<T> {
        T on(PrismaModels models) throws IOException;
    }

    /**
     * Opens a project with Prisma; nobody else works in its folder meanwhile.
     *
     * @throws dev.godwit.project.ProjectFailure when it cannot be used
     * @throws IOException when its files cannot be read
     */
    default <T> T prisma(String project, Attempt attempt, PrismaUse<T> use) throws IOException {
        throw new IOException("this worker sees no project");
    }

    /**
     * Whether new files in the project would be seen by anybody.
     *
     * @throws dev.godwit.project.ProjectFailure when the project is no directory of this host
     */
    default void writable(MigrationsFile file) {}

    /**
     * Writes new files into the folder that a plan names: all of them or none, over no other.
     *
     * @param files texts by their paths, as seen from the folder
     * @return their absolute paths
     * @throws dev.godwit.project.ProjectFailure when the project is no directory of this host
     */
    default List<String> write(MigrationsFile file, Attempt attempt, Map<String, String> files)
            throws IOException {
        throw new IOException("this worker sees no project");
    }

    /** Reads the folder that a plan names. */
    Files read(MigrationsFile file, Attempt attempt);
}
