package dev.godwit.cli.command.snapshot;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.command.Command;
import dev.godwit.cli.command.CommonOptions;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.output.Output;
import dev.godwit.cli.run.Session;
import dev.godwit.workflow.snapshot.KeptData.State;
import dev.godwit.workflow.snapshot.SnapshotReport;
import java.time.Instant;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** List what is kept. */
@CommandLine.Command(
        name = "list",
        description = {
            "List what is kept of the runs of a target or of a plan, the newest first",
            "",
            "  godwit snapshot list shop-staging"
        },
        footer = {
            "Exit codes: 0 listed  2 wrong usage  7 a worker refuses  69 Temporal or worker unreachable",
            "See also: godwit snapshot verify, godwit snapshot prune"
        })
public final class ListSnapshots implements Command {

    private final Surroundings surroundings;

    @Parameters(
            paramLabel = "TARGET",
            description = "Its name in godwit.yaml; or TARGET/PLAN for one plan's runs")
    private String target = "";

    @Option(names = "--all", description = "Also what was given back or pruned")
    private boolean all;

    @Mixin private CommonOptions common = new CommonOptions();

    public ListSnapshots(Surroundings surroundings) {
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
            SnapshotReport whole = asked.list();
            SnapshotReport shown =
                    new SnapshotReport(
                            whole.target(),
                            whole.items().stream()
                                    .filter(
                                            one ->
                                                    all
                                                            || one.state() == State.KEPT
                                                            || one.state() == State.LEFT
                                                            || one.state() == State.MISSING)
                                    .toList(),
                            whole.more(),
                            whole.notes(),
                            whole.problems());
            output.object(shown);
            if (!output.json()) {
                output.line(
                        new SnapshotView(shown, asked.name())
                                .listed(output.style(), Instant.now()));
            }
            return ExitCode.DONE;
        }
    }
}
