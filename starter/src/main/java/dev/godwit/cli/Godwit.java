package dev.godwit.cli;

import dev.godwit.cli.command.Command;
import dev.godwit.cli.output.ExitCode;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line. */
@CommandLine.Command(
        name = "godwit",
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "",
            "Durable, zero-downtime migrations for PostgreSQL, on Temporal.",
            "",
            "  godwit start users-full-name.yaml --target shop-staging"
        },
        optionListHeading = "%n",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%n",
        footer = "godwit COMMAND --help has an example and the exit codes of each.")
public final class Godwit implements Runnable {

    private static final int WIDTH = 100;

    @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this page")
    private boolean help;

    /** Where subcommands are registered, in the order of the help. */
    static List<Command> commands(Surroundings surroundings) {
        return List.of();
    }

    /** Ends the process with the exit code of the command; the only place that does. */
    public static void main(String[] arguments) {
        System.exit(run(Surroundings.ofProcess(), arguments));
    }

    /** Runs a command. @return the exit code */
    public static int run(Surroundings surroundings, String... arguments) {
        return commandLine(surroundings).execute(arguments);
    }

    static CommandLine commandLine(Surroundings surroundings) {
        CommandLine line = new CommandLine(new Godwit());
        commands(surroundings).forEach(line::addSubcommand);
        line.setUsageHelpWidth(WIDTH);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExitCodeExceptionMapper(failure -> ExitCode.UNEXPECTED.number());
        return line;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "no command was given");
    }
}
