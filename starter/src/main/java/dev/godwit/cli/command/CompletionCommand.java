package dev.godwit.cli.command;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.output.ExitCode;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints a completion script. */
@CommandLine.Command(
        name = "completion",
        description = {
            "Print a completion script for bash and zsh",
            "",
            "  godwit completion > ~/.local/share/bash-completion/completions/godwit"
        },
        footer = {"Exit codes: 0 printed"})
public final class CompletionCommand implements Command {

    private final Surroundings surroundings;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private CommonOptions common = new CommonOptions();

    public CompletionCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public CommonOptions common() {
        return common;
    }

    @Override
    public ExitCode call() {
        surroundings.out().println(AutoComplete.bash("godwit", spec.root().commandLine()));
        surroundings.out().flush();
        return ExitCode.DONE;
    }
}
