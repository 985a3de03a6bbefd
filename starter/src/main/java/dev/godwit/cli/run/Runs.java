package dev.godwit.cli.run;

import dev.godwit.cli.client.NearMiss;
import dev.godwit.cli.client.Targets;
import dev.godwit.cli.client.TemporalLink;
import dev.godwit.cli.client.UiLinks;
import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.view.ListView;
import dev.godwit.workflow.Attributes;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.common.SearchAttributeKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The runs that Temporal knows. Needs no worker. */
public final class Runs {

    private static final String UNKNOWN = "GW-521";
    private static final String AMBIGUOUS = "GW-522";

    /** All of them drive runs, those of a kind under the same ids. */
    private static final String QUERY =
            "WorkflowType in ('MigrationWorkflow', 'RollbackWorkflow', 'UpgradeWorkflow',"
                    + " 'UpgradeRollbackWorkflow', 'AuditWorkflow', 'ReleaseWorkflow',"
                    + " 'ReleaseRollbackWorkflow')";

    private final TemporalLink link;
    private final Targets targets;
    private final UiLinks ui;

    Runs(TemporalLink link, Targets targets, UiLinks ui) {
        this.link = link;
        this.targets = targets;
        this.ui = ui;
    }

    /** The newest execution of each run, newest first. @param target null for all */
    public List<ListView.Row> list(@Nullable String target) {
        Map<String, ListView.Row> newest = new LinkedHashMap<>();
        link.within(() -> link.client().listExecutions(QUERY).toList()).stream()
                .sorted((a, b) -> b.getStartTime().compareTo(a.getStartTime()))
                .filter(execution -> target == null || id(execution).startsWith(target + "/"))
                .forEach(execution -> newest.putIfAbsent(id(execution), row(execution)));
        return new ArrayList<>(newest.values());
    }

    /**
     * A run by its name, whether or not Temporal knows it.
     *
     * @param name {@code <target>/<plan>}; a plan's name alone is enough when only one run has it
     * @throws CliError when a plan's name alone does not tell which run is meant
     */
    public RunHandle named(String name) {
        if (name.contains("/")) {
            return handle(name);
        }
        Set<String> matches = new LinkedHashSet<>();
        List<String> known = list(null).stream().map(ListView.Row::run).toList();
        known.stream().filter(run -> run.endsWith("/" + name)).forEach(matches::add);
        if (matches.isEmpty()) {
            throw unknown(name, known);
        }
        if (matches.size() > 1) {
            throw new CliError(
                    ExitCode.USAGE,
                    AMBIGUOUS,
                    "%s is the name of several runs".formatted(name),
                    "",
                    String.join(", ", matches),
                    "write the target as well: TARGET/" + name);
        }
        return handle(matches.iterator().next());
    }

    /** A run that Temporal knows; as {@link #named}, with a near miss for one it does not. */
    public RunHandle known(String name) {
        RunHandle run = named(name);
        if (run.describe().isEmpty()) {
            throw unknown(name, list(null).stream().map(ListView.Row::run).toList());
        }
        return run;
    }

    RunHandle handle(String name) {
        return new RunHandle(name, link, ui);
    }

    private CliError unknown(String name, List<String> known) {
        String plan = name.substring(name.indexOf('/') + 1);
        String again =
                name.contains("/")
                        ? "\ngodwit history %s    when Temporal has forgotten it, the target has not"
                                .formatted(name)
                        : "";
        return new CliError(
                ExitCode.USAGE,
                UNKNOWN,
                "Temporal knows no run %s%s"
                        .formatted(
                                name, NearMiss.question(name.contains("/") ? name : plan, known)),
                "%s%s"
                        .formatted(
                                link.endpoint(),
                                targets.names().isEmpty()
                                        ? ""
                                        : "; targets " + String.join(", ", targets.names())),
                "",
                "godwit list" + again);
    }

    private static ListView.Row row(WorkflowExecutionMetadata execution) {
        boolean running =
                execution.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
        return new ListView.Row(
                id(execution),
                outcome(execution, running),
                text(execution, Attributes.PHASE),
                seconds(execution.getStartTime()),
                running ? null : seconds(execution.getCloseTime()),
                text(execution, Attributes.ACTOR),
                List.of());
    }

    /** A workflow that was terminated left its attribute at what it was doing then. */
    private static String outcome(WorkflowExecutionMetadata execution, boolean running) {
        String said = text(execution, Attributes.OUTCOME);
        return switch (execution.getStatus()) {
            case WORKFLOW_EXECUTION_STATUS_RUNNING, WORKFLOW_EXECUTION_STATUS_CONTINUED_AS_NEW ->
                    said.isEmpty() ? "running" : said;
            case WORKFLOW_EXECUTION_STATUS_COMPLETED -> said.isEmpty() ? "ended" : said;
            default ->
                    execution
                            .getStatus()
                            .name()
                            .replace("WORKFLOW_EXECUTION_STATUS_", "")
                            .toLowerCase(Locale.ROOT);
        };
    }

    private static String text(
            WorkflowExecutionMetadata execution, SearchAttributeKey<String> key) {
        String value = execution.getTypedSearchAttributes().get(key);
        return value == null ? "" : value;
    }

    private static String id(WorkflowExecutionMetadata execution) {
        return execution.getExecution().getWorkflowId();
    }

    private static String seconds(java.time.Instant instant) {
        return instant.truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString();
    }
}
