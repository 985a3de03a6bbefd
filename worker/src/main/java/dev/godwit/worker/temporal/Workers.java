package dev.godwit.worker.temporal;

import dev.godwit.check.PostgresCheck;
import dev.godwit.checklist.PostgresChecklist;
import dev.godwit.config.Target;
import dev.godwit.drift.PostgresDrift;
import dev.godwit.migration.PostgresMigrations;
import dev.godwit.migration.PostgresOperator;
import dev.godwit.migration.folder.HostFolders;
import dev.godwit.migration.host.Outside;
import dev.godwit.migration.host.Telemetry;
import dev.godwit.postgres.script.source.ScriptFolders;
import dev.godwit.preview.PostgresPreview;
import dev.godwit.project.place.Workshop;
import dev.godwit.reset.PostgresReset;
import dev.godwit.snapshot.PostgresSnapshots;
import dev.godwit.upgrade.ProjectUpgrades;
import dev.godwit.worker.database.Targets;
import dev.godwit.worker.project.ServedProjects;
import dev.godwit.workflow.Contract;
import dev.godwit.workflow.Registration;
import dev.godwit.writing.ProjectWriting;
import io.temporal.client.WorkflowClient;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One worker for the workflows, and one per queue for the activities of its targets. */
public final class Workers {

    /** The most lanes of a plan, and some for steps, proofs and reads of other runs. */
    private static final int ACTIVITY_SLOTS = 8 + 4;

    /** A run waits for its activities most of the time, and the cache holds a thread for each. */
    private static final int CACHED_RUNS = 100;

    private static final int WORKFLOW_THREADS = 400;

    /** Workflow code does not block; a busy host does. */
    private static final Duration DEADLOCK = Duration.ofSeconds(5);

    private final WorkflowClient client;
    private final Targets targets;
    private final Outside outside;
    private final Telemetry telemetry;
    private final String version;
    private final List<String> activityQueues;
    private final ServedProjects projects;
    private final Workshop workshop;

    /**
     * @param workshop where projects are cloned, built and tested
     * @param version of this worker, for people
     */
    public Workers(
            WorkflowClient client,
            Targets targets,
            ServedProjects projects,
            Workshop workshop,
            Outside outside,
            Telemetry telemetry,
            String version) {
        this.client = client;
        this.outside = outside;
        this.telemetry = telemetry;
        this.version = version;
        this.targets = targets;
        this.projects = projects;
        this.workshop = workshop;
        this.activityQueues =
                Stream.concat(databaseQueues(targets).stream(), projects.queues().stream())
                        .distinct()
                        .toList();
    }

    /** The names of the task queues that are polled. */
    public List<String> queues() {
        List<String> queues = new ArrayList<>(List.of(Contract.WORKFLOW_QUEUE));
        activityQueues.forEach(queue -> queues.add(Contract.activityQueue(queue)));
        return queues;
    }

    /** A new set of workers that does not poll yet. */
    public WorkerFactory create() {
        WorkerFactory factory =
                WorkerFactory.newInstance(
                        client,
                        WorkerFactoryOptions.newBuilder()
                                .setWorkflowCacheSize(CACHED_RUNS)
                                .setMaxWorkflowThreadCount(WORKFLOW_THREADS)
                                .build());
        ScriptFolders folders =
                new HostFolders(workshop, projects.ofWorker(), projects.variables());
        Registration.register(factory.newWorker(Contract.WORKFLOW_QUEUE, workflowOptions()));
        for (String queue : activityQueues) {
            Worker worker = factory.newWorker(Contract.activityQueue(queue), activityOptions());
            if (databaseQueues(targets).contains(queue)) {
                worker.registerActivitiesImplementations(
                        new PostgresMigrations(targets.ofQueue(queue), outside, telemetry, folders),
                        new PostgresOperator(targets.ofQueue(queue), outside, folders, version),
                        new PostgresDrift(targets.ofQueue(queue), folders),
                        new PostgresChecklist(targets.ofQueue(queue)),
                        new PostgresCheck(targets.ofQueue(queue), folders),
                        new PostgresPreview(targets.ofQueue(queue), outside, folders),
                        new PostgresReset(targets.ofQueue(queue)),
                        new PostgresSnapshots(targets.ofQueue(queue)),
                        new ProjectWriting(targets.ofQueue(queue), folders));
            }
            if (projects.queues().contains(queue)) {
                worker.registerActivitiesImplementations(
                        new ProjectUpgrades(workshop, projects.ofQueue(queue)));
            }
        }
        return factory;
    }

    private static List<String> databaseQueues(Targets targets) {
        return targets.databases().values().stream().map(Target::queue).distinct().toList();
    }

    private static WorkerOptions workflowOptions() {
        return WorkerOptions.newBuilder()
                .setMaxConcurrentWorkflowTaskExecutionSize(CACHED_RUNS)
                .setDefaultDeadlockDetectionTimeout(DEADLOCK.toMillis())
                // After a kill, queries and updates go to the dead worker's own queue for this
                // long.
                .setStickyQueueScheduleToStartTimeout(Duration.ofSeconds(1))
                .build();
    }

    private static WorkerOptions activityOptions() {
        return WorkerOptions.newBuilder()
                .setMaxConcurrentActivityExecutionSize(ACTIVITY_SLOTS)
                .setMaxConcurrentActivityTaskPollers(2)
                .setUsingVirtualThreadsOnActivityWorker(true)
                // A cancel is seen at a heartbeat: an operator's pause must not wait for longer.
                .setMaxHeartbeatThrottleInterval(Duration.ofSeconds(2))
                .setDefaultHeartbeatThrottleInterval(Duration.ofSeconds(1))
                .build();
    }
}
