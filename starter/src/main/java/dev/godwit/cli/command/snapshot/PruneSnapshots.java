package dev.godwit.cli.command.snapshot;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.care.NameConfirmation;
import dev.godwit.cli.command.Command;
import dev.godwit.cli.command.CommonOptions;
import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.output.Output;
import dev.godwit.cli.run.Session;
import dev.godwit.plan.reading.Durations;
import dev.godwit.workflow.snapshot.SnapshotReport;
import java.io.IOException;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Remove what was kept of runs that ended long ago. */
@CommandLine.Command(
        name = "prune",
        description = {
            "Remove what was kept of runs that ended long ago, from the target and from the directory",
            "A rollback of such a run says afterwards what it cannot bring back. Runs that are open, and those whose"
                    + " rollback is not complete, keep everything.",
            "",
            "  godwit snapshot prune shop-staging --older-than 30d --dry-run"
        },
        footer = {
            "Exit codes: 0 pruned, or nothing to prune  2 not confirmed  7 a worker refuses",
            "            69 Temporal or worker unreachable",
            "See also: godwit snapshot list, godwit uninstall"
        })
public final class PruneSnapshots implements Command {

    private static final String NO_TIME = "GW-441";

    private final Surroundings surroundings;

    @Parameters(
            paramLabel = "TARGET",
            description = "Its name in godwit.yaml; or TARGET/PLAN for one plan's runs")
    private String target = "";

    @Option(
            names = "--older-than",
            paramLabel = "TIME",
            defaultValue = "30d",
            description = "How long ago a run must have ended; 30d by default")
    private String olderThan = "";

    @Option(names = "--yes", description = "Do not ask")
    private boolean yes;

    @Option(names = "--dry-run", description = "Only say what would go")
    private boolean dryRun;

    @Mixin private CommonOptions common = new CommonOptions();

    public PruneSnapshots(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public CommonOptions common() {
        return common;
    }

    @Override
    public ExitCode call() throws IOException {
        Output output = common.output(surroundings);
        Duration age =
                Durations.parse(olderThan)
                        .orElseThrow(
                                () ->
                                        new CliError(
                                                ExitCode.USAGE,
                                                NO_TIME,
                                                "\"%s\" is no time".formatted(olderThan),
                                                "--older-than",
                                                "",
                                                "say something like --older-than 30d"));
        try (Session session = Session.open(surroundings, common.config())) {
            Asked asked = Asked.of(session, target);
            if (dryRun) {
                return print(asked, asked.prune(age, true), output);
            }
            if (!yes) {
                SnapshotReport goes = asked.prune(age, true);
                if (goes.items().isEmpty()) {
                    return print(asked, goes, output);
                }
                output.note(new SnapshotView(goes, asked.name()).pruned(output.style()));
                NameConfirmation.ask(surroundings, output, asked.target().name());
            }
            return print(asked, asked.prune(age, false), output);
        }
    }

    private static ExitCode print(Asked asked, SnapshotReport report, Output output) {
        output.object(report);
        if (!output.json()) {
            output.line(new SnapshotView(report, asked.name()).pruned(output.style()));
        }
        return ExitCode.DONE;
    }
}
