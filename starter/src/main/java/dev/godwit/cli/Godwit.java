package dev.godwit.cli;

import dev.godwit.cli.command.Command;
import dev.godwit.cli.command.CompletionCommand;
import dev.godwit.cli.command.author.NewCommand;
import dev.godwit.cli.command.care.DoctorCommand;
import dev.godwit.cli.command.care.InitCommand;
import dev.godwit.cli.command.care.ResetCommand;
import dev.godwit.cli.command.care.UninstallCommand;
import dev.godwit.cli.command.check.CheckCommand;
import dev.godwit.cli.command.checklist.ChecklistCommand;
import dev.godwit.cli.command.control.AbortCommand;
import dev.godwit.cli.command.control.ApproveCommand;
import dev.godwit.cli.command.control.PauseCommand;
import dev.godwit.cli.command.control.RecoverCommand;
import dev.godwit.cli.command.control.ResumeCommand;
import dev.godwit.cli.command.control.RollbackCommand;
import dev.godwit.cli.command.control.ThrottleCommand;
import dev.godwit.cli.command.drift.DriftCommand;
import dev.godwit.cli.command.local.DemoCommand;
import dev.godwit.cli.command.local.DevCommand;
import dev.godwit.cli.command.local.DownCommand;
import dev.godwit.cli.command.preview.PlanCommand;
import dev.godwit.cli.command.record.HistoryCommand;
import dev.godwit.cli.command.record.OpenCommand;
import dev.godwit.cli.command.record.ReportCommand;
import dev.godwit.cli.command.run.ListCommand;
import dev.godwit.cli.command.run.StartCommand;
import dev.godwit.cli.command.run.StatusCommand;
import dev.godwit.cli.command.run.WatchCommand;
import dev.godwit.cli.command.snapshot.SnapshotCommand;
import dev.godwit.cli.command.upgrade.AuditCommand;
import dev.godwit.cli.command.upgrade.MergeCommand;
import dev.godwit.cli.command.upgrade.UpgradeCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line. */
@CommandLine.Command(
        name = "godwit",
        synopsisHeading = "Usage: ",
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Durable, zero-downtime migrations for PostgreSQL, on Temporal.",
            "",
            "  godwit start users-full-name.yaml --target shop-staging"
        },
        versionProvider = Version.class,
        footer = "godwit COMMAND --help has an example and the exit codes of each.")
public final class Godwit implements Runnable {

    private static final int WIDTH = 100;

    @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this page")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the versions of Godwit, of its contract and of Java")
    private boolean version;

    /** Where subcommands are registered, in the order of the help. */
    static List<Command> commands(Surroundings surroundings) {
        return List.of(
                new DemoCommand(surroundings),
                new DevCommand(surroundings),
                new DownCommand(surroundings),
                new InitCommand(surroundings),
                new DoctorCommand(surroundings),
                new UninstallCommand(surroundings),
                new ResetCommand(surroundings),
                new NewCommand(surroundings),
                new CheckCommand(surroundings),
                new PlanCommand(surroundings),
                new StartCommand(surroundings),
                new StatusCommand(surroundings),
                new WatchCommand(surroundings),
                new ListCommand(surroundings),
                new HistoryCommand(surroundings),
                new ReportCommand(surroundings),
                new ChecklistCommand(surroundings),
                new OpenCommand(surroundings),
                new ApproveCommand(surroundings),
                new PauseCommand(surroundings),
                new ResumeCommand(surroundings),
                new ThrottleCommand(surroundings),
                new AbortCommand(surroundings),
                new RollbackCommand(surroundings),
                new RecoverCommand(surroundings),
                new UpgradeCommand(surroundings),
                new AuditCommand(surroundings),
                new MergeCommand(surroundings),
                new SnapshotCommand(),
                new DriftCommand(surroundings),
                new CompletionCommand(surroundings));
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
        line.setOut(new PrintWriter(surroundings.out(), false, StandardCharsets.UTF_8));
        commands(surroundings).forEach(line::addSubcommand);
        CommandLine snapshot = Objects.requireNonNull(line.getSubcommands().get("snapshot"));
        SnapshotCommand.parts(surroundings).forEach(snapshot::addSubcommand);
        Failures failures = new Failures(surroundings);
        line.setExecutionStrategy(failures);
        line.setParameterExceptionHandler(failures);
        line.setUnmatchedOptionsArePositionalParams(false);
        style(line);
        return line;
    }

    private static void style(CommandLine line) {
        line.setUsageHelpWidth(WIDTH);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        CommandLine.Model.UsageMessageSpec usage = line.getCommandSpec().usageMessage();
        usage.abbreviateSynopsis(true);
        usage.descriptionHeading("%n");
        usage.parameterListHeading("%n");
        usage.optionListHeading("%n");
        usage.commandListHeading("%n");
        usage.footerHeading("%n");
        usage.sortOptions(false);
        line.getSubcommands().values().forEach(Godwit::style);
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "no command was given");
    }
}
