package dev.godwit.cli.command.snapshot;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.command.Command;
import dev.godwit.cli.command.CommonOptions;
import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.output.Output;
import dev.godwit.cli.run.Session;
import dev.godwit.workflow.snapshot.SnapshotReport;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Write what is kept of a run into new tables. */
@CommandLine.Command(
        name = "restore",
        description = {
            "Write what is kept of a plan's run into new tables, to be looked at and used",
            "Not a rollback: the originals stay as they are, and nothing is overwritten. Says too how it is done",
            "with psql alone.",
            "",
            "  godwit snapshot restore shop-staging/drop-nick --into looked_at"
        },
        footer = {
            "Exit codes: 0 restored  2 wrong usage  7 something is there already, or nothing is kept",
            "            69 Temporal or worker unreachable",
            "See also: godwit snapshot list, godwit rollback"
        })
public final class RestoreSnapshot implements Command {

    private static final String NO_RUN = "GW-440";

    private final Surroundings surroundings;

    @Parameters(
            paramLabel = "RUN",
            description = "TARGET/PLAN: the newest run that has kept something")
    private String run = "";

    @Option(
            names = "--into",
            paramLabel = "SCHEMA",
            defaultValue = "godwit_restored",
            description =
                    "Schema of the new tables, made when it is not there; godwit_restored by default")
    private String into = "";

    @Mixin private CommonOptions common = new CommonOptions();

    public RestoreSnapshot(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public CommonOptions common() {
        return common;
    }

    @Override
    public ExitCode call() {
        Output output = common.output(surroundings);
        if (run.indexOf('/') < 0) {
            throw new CliError(
                    ExitCode.USAGE,
                    NO_RUN,
                    "\"%s\" does not name a run".formatted(run),
                    "RUN",
                    "it is TARGET/PLAN",
                    "godwit snapshot list %s shows what there is".formatted(run));
        }
        try (Session session = Session.open(surroundings, common.config())) {
            Asked asked = Asked.of(session, run);
            SnapshotReport report = asked.restore(into);
            output.object(report);
            if (!output.json()) {
                output.line(new SnapshotView(report, asked.name()).restored(into, output.style()));
            }
            return ExitCode.DONE;
        }
    }
}
