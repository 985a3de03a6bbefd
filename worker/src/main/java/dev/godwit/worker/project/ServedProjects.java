package dev.godwit.worker.project;

import dev.godwit.config.ConfigException;
import dev.godwit.config.ConfigProblem;
import dev.godwit.config.GodwitConfig;
import dev.godwit.config.Secrets;
import dev.godwit.config.Target;
import dev.godwit.config.ThisHost;
import dev.godwit.plan.problem.Problem;
import dev.godwit.project.ProjectFailure;
import dev.godwit.project.place.Location;
import dev.godwit.project.place.Projects;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The projects of the configuration. As with databases, a queue gets at its own targets only; at
 * directories, only the queue of this host, where somebody has allowed it.
 */
public final class ServedProjects {

    private static final String VARIABLES = "GODWIT_PROJECT_VARIABLES";

    private final Map<String, Target> projects = new LinkedHashMap<>();
    private final Secrets secrets;
    private final boolean directories;

    /**
     * @param directories whether any directory of this host is served
     */
    public ServedProjects(GodwitConfig config, Secrets secrets, boolean directories) {
        this.secrets = secrets;
        this.directories = directories;
        config.targets()
                .forEach(
                        (name, target) -> {
                            if (target.repository() != null) {
                                projects.put(name, target);
                            }
                        });
    }

    /**
     * Variables of the worker's own environment that code of projects may see when it is run: those
     * whose names {@code GODWIT_PROJECT_VARIABLES} lists.
     */
    public Map<String, String> variables() {
        Map<String, String> environment = System.getenv();
        Map<String, String> shown = new TreeMap<>();
        for (String name : environment.getOrDefault(VARIABLES, "").split("[,\\s]+")) {
            if (environment.containsKey(name)) {
                shown.put(name, environment.get(name));
            }
        }
        return shown;
    }

    /** The queues that projects are served on. */
    public List<String> queues() {
        List<String> queues =
                new ArrayList<>(projects.values().stream().map(Target::queue).toList());
        if (directories) {
            queues.add(ThisHost.queue());
        }
        return queues.stream().distinct().toList();
    }

    /** The projects of one queue. */
    public Projects ofQueue(String queue) {
        return (target, directory, path) -> locate(queue, target, directory, path);
    }

    /**
     * All of them, for reading: whoever migrates a database of this worker may use the projects
     * that it has as well, on whatever queue they are worked on.
     */
    public Projects ofWorker() {
        return (name, directory, path) -> {
            Target target = projects.get(name);
            String queue =
                    directory.isEmpty() && target != null ? target.queue() : ThisHost.queue();
            return locate(queue, name, directory, path);
        };
    }

    private Location locate(String queue, String name, String directory, String path) {
        if (!directory.isEmpty()) {
            if (!directories || !queue.equals(ThisHost.queue())) {
                throw refused(
                        "GW-647",
                        "this worker serves no directories on queue " + queue,
                        "whoever can start a workflow could run programs in any directory",
                        "set %s=true for a worker on that host"
                                .formatted(ThisHost.SERVES_DIRECTORIES));
            }
            return new Location("", path, directory);
        }
        Target target = projects.get(name);
        if (target == null || !target.queue().equals(queue)) {
            throw refused(
                    "GW-648",
                    "this worker has no project target %s on queue %s".formatted(name, queue),
                    "its configuration does not name it",
                    "add it with repository: to the worker's godwit.yaml and restart the worker");
        }
        try {
            String repository = secrets.resolve(Objects.requireNonNull(target.repository()));
            String its = target.path() == null ? "" : target.path();
            return new Location(repository, its.equals(".") ? "" : its, "");
        } catch (ConfigException unresolved) {
            ConfigProblem problem = unresolved.problems().getFirst();
            throw refused(problem.code(), problem.what(), problem.because(), problem.next());
        }
    }

    private static ProjectFailure refused(String code, String what, String because, String next) {
        return new ProjectFailure(new Problem(code, what, "", because, next));
    }
}
