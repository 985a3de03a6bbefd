package dev.godwit.migration.folder;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.spec.MigrationsFile;
import dev.godwit.postgres.script.source.ScriptFolders;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.project.ProjectFailure;
import dev.godwit.project.django.DjangoProject;
import dev.godwit.project.ecosystem.Workplace;
import dev.godwit.project.git.GitFailure;
import dev.godwit.project.git.Scratch;
import dev.godwit.project.place.Lane;
import dev.godwit.project.place.Location;
import dev.godwit.project.place.Projects;
import dev.godwit.project.place.Workshop;
import dev.godwit.project.prisma.PrismaModels;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Folders of this host, and of repositories that it clones. A repository is read at the newest
 * commit of its default branch. Thread-safe.
 */
public final class HostFolders implements ScriptFolders {

    private static final String UNREADABLE = "GW-741";

    /** One call of Django's; a migration that takes longer is no change for a running service. */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final Workshop workshop;
    private final Projects projects;
    private final Map<String, String> variables;

    /**
     * @param variables of the environment that code of projects may see: SECRET_KEY, for example
     */
    public HostFolders(Workshop workshop, Projects projects, Map<String, String> variables) {
        this.workshop = workshop;
        this.variables = Map.copyOf(variables);
        this.projects = projects;
    }

    /** What is done with a project that nobody else works in meanwhile. */
    private interface Use<T> {
        /**
         * @param words for the project as it is read
         */
        T on(Path root, String words) throws IOException;
    }

    @Override
    public ScriptFolders.Files read(MigrationsFile file, Attempt attempt) {
        String project = file.project();
        try {
            return open(
                    project, attempt, (root, words) -> new ProjectFiles(file, root, words).read());
        } catch (ProjectFailure failure) {
            return none(failure.problem());
        } catch (GitFailure | IOException failure) {
            return none(
                    new Problem(
                            UNREADABLE,
                            "project %s cannot be read".formatted(project),
                            file.at().toString(),
                            String.valueOf(failure.getMessage()),
                            "look at the worker's log and at its access to the repository"));
        }
    }

    @Override
    public <T> T django(String project, @Nullable String path, Attempt attempt, DjangoUse<T> use)
            throws IOException {
        return open(
                project,
                attempt,
                (root, words) -> {
                    Path folder = path == null ? root : root.resolve(path).normalize();
                    Workplace at = workplace(project, folder, attempt);
                    return use.on(DjangoProject.open(at, workshop.kept(), variables));
                });
    }

    @Override
    public <T> T prisma(String project, Attempt attempt, PrismaUse<T> use) throws IOException {
        return open(
                project,
                attempt,
                (root, words) ->
                        use.on(PrismaModels.open(workplace(project, root, attempt), variables)));
    }

    @Override
    public void writable(MigrationsFile file) {
        NewFiles.directory(file);
    }

    @Override
    public List<String> write(MigrationsFile file, Attempt attempt, Map<String, String> files)
            throws IOException {
        writable(file);
        return open(
                file.project(),
                attempt,
                (root, words) ->
                        NewFiles.write(new ProjectFiles(file, root, words).folder(), files));
    }

    private Workplace workplace(String project, Path folder, Attempt attempt) throws IOException {
        Path logs = workshop.logs("migrations/" + project);
        java.nio.file.Files.createDirectories(logs);
        return new Workplace(folder, logs, List.of(), LONGEST, workshop.sandbox(), attempt::check);
    }

    private <T> T open(String project, Attempt attempt, Use<T> use) throws IOException {
        boolean directory = project.startsWith("/");
        Location place = projects.locate(directory ? "" : project, directory ? project : "", "");
        Lane lane = Lane.first("migrations/" + project);
        Runnable check = attempt::check;
        try (Workshop.Turn turn = workshop.turn(lane, check)) {
            if (directory) {
                return use.on(Path.of(place.directory()), project);
            }
            Scratch scratch = workshop.scratch(lane, place.repository());
            Scratch.Head head = scratch.head(check);
            scratch.reset(head.commit(), check);
            return use.on(
                    scratch.folder().resolve(place.path()),
                    "%s at %.12s".formatted(project, head.commit()));
        }
    }

    private static ScriptFolders.Files none(Problem problem) {
        return ScriptFolders.Files.problem(problem);
    }
}
