package dev.godwit.cli;

import dev.godwit.cli.command.Command;
import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.Errors;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.output.Output;
import dev.godwit.cli.output.Style;
import dev.godwit.cli.view.RunView;
import dev.godwit.plan.reading.Problems;
import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.message.Finding;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Runs the command that was named, and turns whatever goes wrong into words and an exit code. */
final class Failures implements IExecutionStrategy, IParameterExceptionHandler {

    private static final String USAGE = "GW-500";
    private static final String UNEXPECTED = "GW-599";

    private final Surroundings surroundings;

    Failures(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public int execute(ParseResult parsed) {
        Integer helped = CommandLine.executeHelpRequest(parsed);
        if (helped != null) {
            return helped;
        }
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        if (last.commandSpec().userObject() instanceof Command command) {
            return run(command);
        }
        throw new ParameterException(last.commandSpec().commandLine(), "no command was given");
    }

    private int run(Command command) {
        Output output = command.common().output(surroundings);
        try {
            return command.call().number();
        } catch (CliError error) {
            return report(error, command, output);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return ExitCode.UNEXPECTED.number();
        } catch (Exception unexpected) {
            Finding bug =
                    new Finding(
                            UNEXPECTED,
                            "something went wrong that Godwit has no words for",
                            "",
                            unexpected.getClass().getSimpleName()
                                    + ": "
                                    + Objects.requireNonNullElse(unexpected.getMessage(), ""),
                            "run it again with --debug, and report what it shows");
            return report(
                    new CliError(ExitCode.UNEXPECTED, List.of(bug), unexpected), command, output);
        }
    }

    private int report(CliError error, Command command, Output output) {
        output.problems(error.problems());
        if (command.common().debug()) {
            error.printStackTrace(surroundings.err());
        }
        output.object(RunView.partly(null, outcome(error.exit()), null, null, error.problems()));
        return error.exit().number();
    }

    /** What a failed command says about a run: only a rejected or refused one has an outcome. */
    private static @Nullable Outcome outcome(ExitCode exit) {
        return switch (exit) {
            case REJECTED -> Outcome.REJECTED;
            case REFUSED -> Outcome.REFUSED;
            default -> null;
        };
    }

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        String page = wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help";
        Finding finding = new Finding(USAGE, words(wrong), "", "", nearest(wrong) + page);
        surroundings.err().println(Errors.text(finding, Style.PLAIN));
        surroundings.err().flush();
        return ExitCode.USAGE.number();
    }

    /** A word in the place of a command is one that there is not. */
    private static String words(ParameterException wrong) {
        return isNoCommand(wrong)
                ? "there is no command " + unmatched(wrong).getFirst()
                : Objects.requireNonNullElse(wrong.getMessage(), "wrong usage");
    }

    private static String nearest(ParameterException wrong) {
        return isNoCommand(wrong)
                ? Problems.nearest(
                                unmatched(wrong).getFirst(),
                                wrong.getCommandLine().getSubcommands().keySet())
                        .map(near -> "did you mean " + near + "? See ")
                        .orElse("")
                : "";
    }

    private static boolean isNoCommand(ParameterException wrong) {
        return !wrong.getCommandLine().getSubcommands().isEmpty()
                && unmatched(wrong).stream().limit(1).anyMatch(word -> !word.startsWith("-"));
    }

    private static List<String> unmatched(ParameterException wrong) {
        return wrong instanceof UnmatchedArgumentException unknown
                ? unknown.getUnmatched()
                : List.of();
    }
}
