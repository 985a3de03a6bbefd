package dev.godwit.worker.database;

import dev.godwit.config.ConfigException;
import dev.godwit.config.ConfigProblem;
import dev.godwit.config.GodwitConfig;
import dev.godwit.config.Secrets;
import dev.godwit.config.Target;
import dev.godwit.migration.host.TargetAccess;
import dev.godwit.migration.host.TargetDatabases;
import dev.godwit.plan.problem.Problem;
import dev.godwit.postgres.session.EngineFailure;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The databases of the configuration, opened when first asked for. Thread-safe.
 *
 * <p>The activities of a task queue get at the targets of that queue only: who may start a workflow
 * on one database cannot reach another through it.
 */
public final class Targets implements AutoCloseable {

    private static final String UNKNOWN = "GW-415";
    private static final String OTHER_QUEUE = "GW-416";

    private final Map<String, Target> databases = new LinkedHashMap<>();
    private final Map<String, TargetConnections> open = new ConcurrentHashMap<>();
    private final Secrets secrets;

    public Targets(GodwitConfig config, Secrets secrets) {
        this.secrets = secrets;
        config.targets()
                .forEach(
                        (name, target) -> {
                            if (target.url() != null) {
                                databases.put(name, target);
                            }
                        });
    }

    /** Every database of the configuration by its name, in the order of the file. */
    public Map<String, Target> databases() {
        return Collections.unmodifiableMap(databases);
    }

    /** The targets of one queue; any other is a failure that no repetition cures. */
    public TargetDatabases ofQueue(String queue) {
        return name -> open(queue, name);
    }

    /**
     * The connections of a target.
     *
     * @throws ConfigException when a secret of it cannot be resolved
     */
    TargetConnections connections(Target target) {
        return open.computeIfAbsent(
                target.name(), name -> TargetConnections.open(target, secrets, this::connections));
    }

    private TargetConnections connections(String name) {
        Target target = databases.get(name);
        if (target == null) {
            throw unknown(name);
        }
        return connections(target);
    }

    private TargetAccess open(String queue, String name) {
        Target target = databases.get(name);
        if (target == null) {
            throw unknown(name);
        }
        if (!target.queue().equals(queue)) {
            throw failure(
                    new Problem(
                            OTHER_QUEUE,
                            "target %s does not belong to queue %s".formatted(name, queue),
                            "",
                            "the worker's configuration puts it on queue " + target.queue(),
                            "let the starter and the worker read the same godwit.yaml"));
        }
        try {
            return connections(target).access();
        } catch (ConfigException unresolved) {
            ConfigProblem problem = unresolved.problems().getFirst();
            throw failure(
                    new Problem(
                            problem.code(),
                            problem.what(),
                            "target " + name,
                            problem.because(),
                            problem.next()));
        }
    }

    private static EngineFailure unknown(String name) {
        return failure(
                new Problem(
                        UNKNOWN,
                        "this worker has no database target " + name,
                        "",
                        "its configuration does not name it",
                        "add %s to the worker's godwit.yaml and restart the worker"
                                .formatted(name)));
    }

    private static EngineFailure failure(Problem problem) {
        return new EngineFailure(EngineFailure.Kind.PERMANENT, problem, null);
    }

    /** Closes every pool. Work that is still going on fails. */
    @Override
    public void close() {
        open.values().forEach(TargetConnections::close);
    }
}
