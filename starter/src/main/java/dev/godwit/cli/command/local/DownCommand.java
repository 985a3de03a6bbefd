package dev.godwit.cli.command.local;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.command.Command;
import dev.godwit.cli.command.CommonOptions;
import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.output.Output;
import dev.godwit.cli.stack.Leftovers;
import dev.godwit.config.DevStack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** Stop what dev, or demo with --keep, started on this machine. */
@CommandLine.Command(
        name = "down",
        description = {
            "Stop what dev, or demo with --keep, started on this machine",
            "Nothing else is touched.",
            "",
            "  godwit down"
        },
        footer = {
            "Exit codes: 0 done, also when nothing ran  1 unexpected error",
            "See also: godwit dev, godwit demo"
        })
public final class DownCommand implements Command {

    private final Surroundings surroundings;

    @Mixin private CommonOptions common = new CommonOptions();

    public DownCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** What was stopped, one sentence each. */
    record Stopped(List<String> stopped) {}

    @Override
    public CommonOptions common() {
        return common;
    }

    @Override
    public ExitCode call() throws InterruptedException {
        Output output = common.output(surroundings);
        Path home = DevStack.home(surroundings.environment());
        try {
            List<String> stopped = new Leftovers(home).stop();
            output.object(new Stopped(stopped));
            output.line(stopped.isEmpty() ? "nothing was running" : String.join("\n", stopped));
            return ExitCode.DONE;
        } catch (IOException failure) {
            throw new CliError(
                    ExitCode.UNEXPECTED,
                    "GW-532",
                    "not everything could be stopped",
                    home.toString(),
                    String.valueOf(failure.getMessage()),
                    "look at the processes, then: godwit down");
        }
    }
}
