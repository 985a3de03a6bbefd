package dev.godwit.cli.command.local;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.command.Command;
import dev.godwit.cli.command.CommonOptions;
import dev.godwit.cli.demo.Demo;
import dev.godwit.cli.demo.DemoFailure;
import dev.godwit.cli.demo.DemoFigures;
import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.output.Output;
import dev.godwit.cli.stack.StackFailure;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Watch a table being migrated under live traffic while its worker is killed. */
@CommandLine.Command(
        name = "demo",
        description = {
            "Watch a table being migrated under live traffic while its worker is killed",
            "Starts PostgreSQL, Temporal with its UI and a worker on this machine, and stops them at the end.",
            "",
            "  godwit demo \\",
            "      --rows 100000 \\",
            "      --keep"
        },
        footer = {
            "Exit codes: 0 done, every figure as promised  1 not so  2 wrong usage",
            "See also: godwit dev, godwit down, godwit open"
        })
public final class DemoCommand implements Command {

    private static final long FEWEST = 1_000;

    private final Surroundings surroundings;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Rows of the table; 1000000 by default")
    private long rows;

    @Option(names = "--keep", description = "Leave everything running until godwit down")
    private boolean keep;

    @Mixin private CommonOptions common = new CommonOptions();

    public DemoCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public CommonOptions common() {
        return common;
    }

    @Override
    public ExitCode call() throws InterruptedException {
        if (rows < FEWEST) {
            throw new CliError(
                    ExitCode.USAGE,
                    "GW-530",
                    "--rows is " + rows,
                    "--rows",
                    "a backfill of fewer than 1000 rows is over before its worker can be killed",
                    "godwit demo --rows 20000");
        }
        Output output = common.output(surroundings);
        try {
            DemoFigures figures = new Demo(surroundings, output, rows).run(keep);
            output.object(figures);
            print(figures, output);
            return figures.good() ? ExitCode.DONE : ExitCode.UNEXPECTED;
        } catch (StackFailure failure) {
            throw new CliError(
                    ExitCode.UNEXPECTED,
                    failure.code(),
                    failure.what(),
                    failure.where(),
                    failure.because(),
                    failure.next());
        } catch (DemoFailure | IOException failure) {
            throw new CliError(
                    ExitCode.UNEXPECTED,
                    "GW-531",
                    "the demo did not come to its end",
                    "",
                    String.valueOf(failure.getMessage()),
                    "godwit demo --debug shows more");
        }
    }

    private void print(DemoFigures figures, Output output) {
        output.line("");
        output.line(
                """
                rows                   %,d
                rows per second        %,d   (wall time of the backfill, outage included)
                kills                  %d
                mismatches             %d
                rows written twice     %d
                failed transactions    %d
                application p99        %.1f ms before, %.1f ms during, max %.1f ms
                longest strong lock    %.1f ms
                whole migration        %.1f s"""
                        .formatted(
                                figures.rows(),
                                figures.rowsPerSecond(),
                                figures.kills(),
                                figures.mismatches(),
                                figures.writtenTwice(),
                                figures.failedTransactions(),
                                figures.appP99MsBefore(),
                                figures.appP99MsDuring(),
                                figures.appMaxMsDuring(),
                                figures.longestLockMs(),
                                figures.seconds()));
        output.line(
                keep
                        ? "Temporal UI            "
                                + figures.ui()
                                + "   (running until: godwit down)"
                        : "Temporal UI            "
                                + figures.ui()
                                + " (stopped; --keep leaves it running)");
        if (!figures.good()) {
            output.line("The promise was NOT kept.");
        }
    }
}
