package dev.godwit.cli.command.snapshot;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.command.Command;
import dev.godwit.cli.command.CommonOptions;
import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** Look after what is kept of runs. */
@CommandLine.Command(
        name = "snapshot",
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Look after what runs have kept of what they destroyed",
            "Dropped columns and tables, rows that were deleted, and what a plan's snapshot asked for.",
            "",
            "  godwit snapshot list shop-staging",
            "  godwit snapshot restore shop-staging/drop-nick --into looked_at"
        },
        footer = {
            "Exit codes: 0 as those of its commands  2 none was named",
            "See also: godwit rollback, godwit history, godwit uninstall"
        })
public final class SnapshotCommand implements Command {

    private static final String WHAT = "GW-437";

    @Mixin private CommonOptions common = new CommonOptions();

    /** Its own commands, in the order of the help. */
    public static List<Command> parts(Surroundings surroundings) {
        return List.of(
                new ListSnapshots(surroundings),
                new VerifySnapshots(surroundings),
                new RestoreSnapshot(surroundings),
                new PruneSnapshots(surroundings));
    }

    @Override
    public CommonOptions common() {
        return common;
    }

    @Override
    public ExitCode call() {
        throw new CliError(
                ExitCode.USAGE,
                WHAT,
                "it was not said what to do",
                "godwit snapshot",
                "",
                "name one of: list, verify, restore, prune");
    }
}
