package dev.godwit.cli.command.local;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.command.Command;
import dev.godwit.cli.command.CommonOptions;
import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.output.Output;
import dev.godwit.cli.stack.LocalStack;
import dev.godwit.cli.stack.StackFailure;
import dev.godwit.config.ConfigReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** Run Temporal and a worker for the godwit.yaml at hand, and stay. */
@CommandLine.Command(
        name = "dev",
        description = {
            "Run Temporal and a worker for the godwit.yaml at hand, and stay",
            "Without a godwit.yaml, an embedded PostgreSQL is started as well, as target local.",
            "Runs survive: Temporal's database file and the embedded PostgreSQL's data are kept,",
            "and a worker that was killed is started again.",
            "",
            "  godwit dev"
        },
        footer = {
            "Exit codes: 0 done  1 unexpected error  2 wrong usage or configuration",
            "See also: godwit start, godwit list, godwit down"
        })
public final class DevCommand implements Command {

    private final Surroundings surroundings;

    @Mixin private CommonOptions common = new CommonOptions();

    public DevCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** What runs. */
    record Running(String temporal, String ui, String config, String postgres) {}

    @Override
    public CommonOptions common() {
        return common;
    }

    @Override
    public ExitCode call() throws InterruptedException {
        Output output = common.output(surroundings);
        Path named = common.config();
        Optional<Path> config =
                named != null
                        ? Optional.of(named)
                        : ConfigReader.find(surroundings.folder(), surroundings.environment());
        try (LocalStack stack =
                LocalStack.start(surroundings.environment(), config.orElse(null), output::line)) {
            Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop the stack"));
            output.object(
                    new Running(
                            stack.temporal(),
                            stack.ui(),
                            stack.config().toString(),
                            stack.postgres()));
            output.line("Temporal     " + stack.temporal());
            output.line("Temporal UI  " + stack.ui());
            output.line("Worker for   " + stack.config());
            if (!stack.postgres().isEmpty()) {
                output.line(
                        "PostgreSQL   "
                                + stack.postgres()
                                + "   (target local; the password is in "
                                + stack.passwordFile()
                                + ")");
            }
            output.line("Ready. Ctrl-C, or godwit down from elsewhere, stops it.");
            stack.stay(output::line);
            return ExitCode.DONE;
        } catch (StackFailure failure) {
            throw new CliError(
                    ExitCode.UNEXPECTED,
                    failure.code(),
                    failure.what(),
                    failure.where(),
                    failure.because(),
                    failure.next());
        } catch (IOException failure) {
            throw new CliError(
                    ExitCode.UNEXPECTED,
                    "GW-533",
                    "the development stack does not come up",
                    config.map(Path::toString).orElse(""),
                    String.valueOf(failure.getMessage()),
                    "mend that, then: godwit dev");
        }
    }
}
