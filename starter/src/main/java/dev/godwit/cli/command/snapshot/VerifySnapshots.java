package dev.godwit.cli.command.snapshot;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.command.Command;
import dev.godwit.cli.command.CommonOptions;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.output.Output;
import dev.godwit.cli.run.Session;
import dev.godwit.workflow.snapshot.KeptData.State;
import dev.godwit.workflow.snapshot.SnapshotReport;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Read what is kept again, and compare it. */
@CommandLine.Command(
        name = "verify",
        description = {
            "Read all that is kept again, and say what is not as it was when it was kept",
            "Compares rows by their checksums and files by their SHA-256. Changes nothing.",
            "",
            "  godwit snapshot verify shop-staging"
        },
        footer = {
            "Exit codes: 0 all as it was  2 wrong usage  7 a worker refuses  8 something differs or is gone",
            "            69 Temporal or worker unreachable",
            "See also: godwit snapshot list, godwit snapshot restore"
        })
public final class VerifySnapshots implements Command {

    private final Surroundings surroundings;

    @Parameters(
            paramLabel = "TARGET",
            description = "Its name in godwit.yaml; or TARGET/PLAN for one plan's runs")
    private String target = "";

    @Mixin private CommonOptions common = new CommonOptions();

    public VerifySnapshots(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public CommonOptions common() {
        return common;
    }

    @Override
    public ExitCode call() {
        Output output = common.output(surroundings);
        try (Session session = Session.open(surroundings, common.config())) {
            Asked asked = Asked.of(session, target);
            SnapshotReport report = asked.verify();
            output.object(report);
            if (!output.json()) {
                output.line(new SnapshotView(report, asked.name()).verified(output.style()));
            }
            return report.items().stream()
                            .anyMatch(
                                    one ->
                                            one.state() == State.CHANGED
                                                    || one.state() == State.MISSING)
                    ? ExitCode.FINDINGS
                    : ExitCode.DONE;
        }
    }
}
