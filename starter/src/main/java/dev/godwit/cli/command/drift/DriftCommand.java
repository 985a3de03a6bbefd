package dev.godwit.cli.command.drift;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.client.Pollers;
import dev.godwit.cli.command.Command;
import dev.godwit.cli.command.CommonOptions;
import dev.godwit.cli.command.migrations.PlanKeys;
import dev.godwit.cli.command.migrations.PlannedMigrations;
import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.output.Output;
import dev.godwit.cli.run.Session;
import dev.godwit.config.Target;
import dev.godwit.plan.reading.Durations;
import dev.godwit.workflow.Contract;
import dev.godwit.workflow.drift.DriftInput;
import dev.godwit.workflow.drift.DriftReport;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compare a database with another, or with what it was. */
@CommandLine.Command(
        name = "drift",
        description = {
            "Compare the schema of a database with another's, or with what it was when the last run ended",
            "Says what is only in one of them and what differs, which migrations each has had, and the SQL that would"
                    + " make the first like the second. Changes nothing.",
            "",
            "  godwit drift shop-staging --against shop-production",
            "  godwit drift shop-staging --project services/shop",
            "  godwit drift shop-production --every 6h"
        },
        footer = {
            "Exit codes: 0 no difference, or scheduled  2 wrong usage  7 a worker refuses  8 they differ",
            "            9 nothing to compare it with  69 Temporal or worker unreachable",
            "See also: godwit doctor, godwit history"
        })
public final class DriftCommand implements Command {

    private static final String OFTEN = "GW-753";
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    private final Surroundings surroundings;

    @Parameters(paramLabel = "TARGET", description = "Its name in godwit.yaml")
    private String target = "";

    @Option(
            names = "--against",
            paramLabel = "TARGET",
            description = "Compare with this one, instead of with what Godwit remembers of TARGET")
    private @Nullable String against;

    @Option(
            names = "--project",
            paramLabel = "PROJECT",
            description = {
                "Compare with what the applied migrations of this project make: a target of",
                "godwit.yaml, or a directory that the target's worker sees"
            })
    private @Nullable String project;

    @Option(
            names = "--path",
            paramLabel = "FOLDER",
            description = "With --project: the folder of the migrations")
    private @Nullable String path;

    @Option(
            names = "--sql",
            description = "Print only the SQL that would make TARGET like the other, as a proposal")
    private boolean sql;

    @Option(names = "--no-privileges", description = "Leave out who may do what")
    private boolean noPrivileges;

    @Option(
            names = "--accept",
            description =
                    "From now on, remember TARGET as it is now; it is said once more what has changed")
    private boolean accept;

    @Option(
            names = "--every",
            paramLabel = "TIME|off",
            description = "Compare again and again, and tell people (notifications, on: drifted)")
    private @Nullable String every;

    @Mixin private CommonOptions common = new CommonOptions();

    public DriftCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public CommonOptions common() {
        return common;
    }

    @Override
    public ExitCode call() throws IOException {
        Output output = common.output(surroundings);
        Optional<Duration> interval = interval();
        try (Session session = Session.open(surroundings, common.config())) {
            DriftInput input = input(session, interval.isPresent());
            if (every == null) {
                return print(new DriftErrand(session, input).compare(), output);
            }
            DriftSchedule schedule = new DriftSchedule(session.link(), input.target());
            if (interval.isPresent()) {
                schedule.every(interval.get(), input);
            } else {
                schedule.off();
            }
            Scheduled scheduled = new Scheduled(input.target(), every, schedule.id());
            output.object(scheduled);
            if (!output.json()) {
                output.line(scheduled.text());
            }
            return ExitCode.DONE;
        }
    }

    /** In JSON mode exactly this. */
    record Scheduled(String target, String every, String schedule) {

        String text() {
            return every.equals("off")
                    ? target + " is not compared by itself any more"
                    : "%s is compared every %s, as schedule %s in Temporal"
                            .formatted(target, every, schedule);
        }
    }

    private DriftInput input(Session session, boolean tell) {
        Target here = session.targets().database(target);
        Pollers.check(session.link(), here.queue());
        Target there = against == null ? null : session.targets().database(against);
        if (there != null) {
            Pollers.check(session.link(), there.queue());
        }
        return new DriftInput(
                Contract.VERSION,
                here.name(),
                here.queue(),
                there == null ? "" : there.name(),
                there == null ? "" : there.queue(),
                !noPrivileges,
                accept,
                tell,
                session.link().actor(),
                project(session));
    }

    private @Nullable String project(Session session) {
        if (project == null) {
            return null;
        }
        if (against != null || accept) {
            throw new CliError(
                    ExitCode.USAGE,
                    "GW-756",
                    "--project goes with neither --against nor --accept",
                    "--project",
                    "one thing is compared with one other",
                    "leave one of them out");
        }
        return PlannedMigrations.of(
                        surroundings, new PlanKeys(project, null).with("path", path).map())
                .resolved(session);
    }

    /** Empty when nothing is to be scheduled. */
    private Optional<Duration> interval() {
        if (every == null || every.equals("off")) {
            return Optional.empty();
        }
        Optional<Duration> interval = Durations.parse(every);
        if (interval.isEmpty() || interval.get().compareTo(SHORTEST) < 0 || accept || sql) {
            throw new CliError(
                    ExitCode.USAGE,
                    OFTEN,
                    interval.isPresent() && (accept || sql)
                            ? "--every goes with neither --accept nor --sql"
                            : "\"%s\" is no time to compare again after".formatted(every),
                    "--every",
                    "it takes a minute or more, and nobody is there to read",
                    "say something like --every 6h, or --every off");
        }
        return interval;
    }

    private ExitCode print(DriftReport report, Output output) {
        if (output.json()) {
            output.object(report);
        } else if (sql && report.compared()) {
            output.line(DriftView.proposal(report));
        } else {
            output.line(new DriftView(report, accept).text(output.style()));
        }
        if (!report.compared() && !accept) {
            return ExitCode.UNKNOWN;
        }
        return report.differences().isEmpty() ? ExitCode.DONE : ExitCode.FINDINGS;
    }
}
