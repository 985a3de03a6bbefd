package dev.godwit.cli.command.care;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.care.doctor.Examination;
import dev.godwit.cli.care.doctor.Report;
import dev.godwit.cli.care.doctor.ReportText;
import dev.godwit.cli.command.Command;
import dev.godwit.cli.command.CommonOptions;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.output.Output;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Look at everything that a run needs, and say what to do about what is not well. */
@CommandLine.Command(
        name = "doctor",
        description = {
            "Look at everything that a run needs, and say what to do about what is not well",
            "Starter, Temporal, workers, and each target as its own worker sees it. Takes 15 seconds at most.",
            "",
            "  godwit doctor shop-staging"
        },
        footer = {
            "Exit codes: 0 no warning or failure  2 no such target  8 findings  9 something is unknown",
            "            69 Temporal unreachable",
            "See also: godwit init, godwit status, godwit list"
        })
public final class DoctorCommand implements Command {

    private final Surroundings surroundings;

    @Parameters(
            paramLabel = "TARGET",
            arity = "0..1",
            description = "Look at this target only; by default at all of godwit.yaml")
    private @Nullable String target;

    @Option(names = "--fix", description = "Register search attributes that the namespace lacks")
    private boolean fix;

    @Mixin private CommonOptions common = new CommonOptions();

    public DoctorCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public CommonOptions common() {
        return common;
    }

    @Override
    public ExitCode call() throws InterruptedException {
        Output output = common.output(surroundings);
        Report report = new Examination(surroundings, fix).of(common.config(), target);
        if (output.json()) {
            output.object(report);
        } else {
            output.line(ReportText.of(report, output.style()));
        }
        return report.exit();
    }
}
