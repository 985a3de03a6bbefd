package dev.godwit.cli.care.doctor;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.care.doctor.Report.Subject;
import dev.godwit.cli.care.doctor.target.TargetChecks;
import dev.godwit.cli.care.doctor.temporal.AttributeChecks;
import dev.godwit.cli.care.doctor.temporal.Clock;
import dev.godwit.cli.care.doctor.temporal.QueueChecks;
import dev.godwit.cli.care.doctor.temporal.RunChecks;
import dev.godwit.cli.care.doctor.temporal.ServerChecks;
import dev.godwit.cli.client.Targets;
import dev.godwit.cli.client.TemporalLink;
import dev.godwit.cli.output.CliError;
import dev.godwit.config.Target;
import dev.godwit.workflow.Contract;
import dev.godwit.workflow.message.Finding;
import dev.godwit.workflow.operator.Check;
import dev.godwit.workflow.operator.Check.Level;
import io.temporal.api.enums.v1.TaskQueueType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Looks at everything at the same time, each part with a limit of its own: within about 15 seconds
 * there is a report, whoever does not answer. Changes nothing unless it was asked to mend.
 */
public final class Examination {

    private static final String TEMPORAL = "temporal";
    private static final String INSPECTION = "inspection";

    private final Surroundings surroundings;
    private final boolean fix;
    private final List<String> mended = new CopyOnWriteArrayList<>();
    private final List<Duration> clocks = new CopyOnWriteArrayList<>();

    /**
     * @param fix whether to mend what can be mended
     */
    public Examination(Surroundings surroundings, boolean fix) {
        this.surroundings = surroundings;
        this.fix = fix;
    }

    /**
     * Looks.
     *
     * @param config the file of {@code --config}; null to search for it
     * @param target the only one to look at; null for all
     * @throws CliError when the configuration has no such target
     */
    public Report of(@Nullable Path config, @Nullable String target) throws InterruptedException {
        StarterChecks starter = StarterChecks.of(surroundings, config);
        List<Target> targets = chosen(starter.targets(), target);
        List<Subject> subjects = new ArrayList<>(List.of(starter.subject()));
        TemporalLink link;
        try {
            link = TemporalLink.open(surroundings);
        } catch (CliError away) {
            subjects.add(
                    new Subject(
                            TEMPORAL, away.problems().stream().map(Examination::away).toList()));
            targets.forEach(each -> subjects.add(unseen(each)));
            return Report.of(false, subjects, mended);
        }
        try (link) {
            subjects.addAll(look(link, targets, target));
            return Report.of(true, subjects, mended);
        }
    }

    private static List<Target> chosen(@Nullable Targets targets, @Nullable String name) {
        if (targets == null || targets.file() == null) {
            return List.of();
        }
        return name == null
                ? targets.names().stream().map(targets::choose).toList()
                : List.of(targets.choose(name));
    }

    private List<Subject> look(TemporalLink link, List<Target> targets, @Nullable String only)
            throws InterruptedException {
        try (Parts parts = new Parts()) {
            List<Parts.Part> temporal = temporal(parts, link, only);
            List<Parts.Part> inspections =
                    targets.stream()
                            .map(each -> parts.start(INSPECTION, () -> inspect(link, each)))
                            .toList();
            List<Check> checks = new ArrayList<>();
            for (Parts.Part part : temporal) {
                checks.addAll(parts.await(part));
            }
            List<Subject> subjects = new ArrayList<>();
            for (int i = 0; i < targets.size(); i++) {
                subjects.add(subject(targets.get(i), parts.await(inspections.get(i))));
            }
            clocks.stream().findFirst().map(Clock::check).ifPresent(checks::add);
            subjects.addFirst(new Subject(TEMPORAL, checks));
            return subjects;
        }
    }

    private List<Parts.Part> temporal(Parts parts, TemporalLink link, @Nullable String only) {
        ServerChecks server = new ServerChecks(link);
        return List.of(
                parts.start("server", () -> List.of(server.server())),
                parts.start("namespace", () -> List.of(server.namespace())),
                parts.start(
                        "search attributes",
                        () -> List.of(new AttributeChecks(link).check(fix, mended))),
                parts.start("worker", () -> List.of(workflows(link))),
                parts.start("runs", () -> new RunChecks(link, only).look()));
    }

    private static Check workflows(TemporalLink link) {
        return QueueChecks.look(
                link, Contract.WORKFLOW_QUEUE, TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW);
    }

    private List<Check> inspect(TemporalLink link, Target target) {
        if (target.url() == null) {
            return List.of(
                    new Check(
                            INSPECTION,
                            Level.NOTE,
                            "a project: there is no database to look into",
                            "",
                            ""));
        }
        TargetChecks.Found found = new TargetChecks(link, target.name(), target.queue()).look();
        if (found.ahead() != null) {
            clocks.add(found.ahead());
        }
        return found.checks();
    }

    private static Check away(Finding problem) {
        return new Check(
                "server",
                Level.FAILURE,
                "%s: %s".formatted(problem.what(), problem.where()),
                problem.because(),
                problem.next());
    }

    private static Subject unseen(Target target) {
        return subject(
                target,
                List.of(
                        new Check(
                                INSPECTION,
                                Level.UNKNOWN,
                                "was not looked at",
                                "its worker is reached through Temporal",
                                "")));
    }

    private static Subject subject(Target target, List<Check> checks) {
        return new Subject("target " + target.name(), checks);
    }
}
