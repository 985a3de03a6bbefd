package dev.godwit.cli.command.check;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.client.Pollers;
import dev.godwit.cli.command.Command;
import dev.godwit.cli.command.CommonOptions;
import dev.godwit.cli.command.migrations.PlanKeys;
import dev.godwit.cli.command.migrations.PlannedMigrations;
import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.output.Output;
import dev.godwit.cli.run.Session;
import dev.godwit.config.Target;
import dev.godwit.workflow.Contract;
import dev.godwit.workflow.check.CheckInput;
import dev.godwit.workflow.check.CheckReport;
import dev.godwit.workflow.check.CheckedLine.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Try a project's migrations before they are started. */
@CommandLine.Command(
        name = "check",
        description = {
            "Try a project's migrations forth and back in a database of their own",
            "Each pending migration is applied to a database made like the target, with sample rows,",
            "taken back, compared, and applied again. Where none is applied yet, all are tried from an",
            "empty database on. The target is only read.",
            "",
            "  godwit check --project services/shop --target shop-staging"
        },
        footer = {
            "Exit codes: 0 nothing failed  2 wrong usage  6 the files, or what is applied, cannot be used",
            "            7 a worker refuses  8 something failed  69 Temporal or worker unreachable",
            "See also: godwit start, godwit drift, godwit checklist"
        })
public final class CheckCommand implements Command {

    private final Surroundings surroundings;

    @Option(
            names = "--project",
            required = true,
            paramLabel = "PROJECT",
            description = {
                "Whose migrations: a target of godwit.yaml, or a directory that the",
                "target's worker sees"
            })
    private String project = "";

    @Option(
            names = "--target",
            paramLabel = "NAME",
            description = "Target in godwit.yaml. Needed when there is more than one")
    private @Nullable String target;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = {
                "sql, flyway, prisma or django, where a project has migrations of",
                "several"
            })
    private @Nullable String kind;

    @Option(names = "--path", paramLabel = "FOLDER", description = "The folder of the migrations")
    private @Nullable String path;

    @Option(
            names = "--irreversible",
            paramLabel = "MIGRATION",
            split = ",",
            description = "It need not be taken back in full")
    private List<String> irreversible = new ArrayList<>();

    @Option(
            names = "--out-of-order",
            description = "A migration may come after one with a higher number")
    private boolean outOfOrder;

    @Option(
            names = "--all",
            description = "Try what is applied to the target, too, from an empty database on")
    private boolean all;

    @Mixin private CommonOptions common = new CommonOptions();

    public CheckCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public CommonOptions common() {
        return common;
    }

    @Override
    public ExitCode call() {
        Output output = common.output(surroundings);
        PlannedMigrations planned = PlannedMigrations.of(surroundings, keys());
        try (Session session = Session.open(surroundings, common.config())) {
            Target chosen = session.targets().database(target);
            Pollers.check(session.link(), chosen.queue());
            CheckInput input =
                    new CheckInput(
                            Contract.VERSION,
                            chosen.name(),
                            chosen.queue(),
                            planned.source(),
                            planned.resolved(session),
                            all);
            return print(new CheckErrand(session, input).check(), output);
        }
    }

    private Map<String, Object> keys() {
        return new PlanKeys(project, kind)
                .with("path", path)
                .with("irreversible", irreversible)
                .with("out_of_order", outOfOrder)
                .map();
    }

    private static ExitCode print(CheckReport report, Output output) {
        if (!report.problems().isEmpty()) {
            throw new CliError(ExitCode.REJECTED, report.problems(), null);
        }
        output.object(report);
        if (!output.json()) {
            output.line(CheckView.text(report, output.style()));
        }
        return report.lines().stream().anyMatch(line -> line.verdict() == Verdict.FAILED)
                ? ExitCode.FINDINGS
                : ExitCode.DONE;
    }
}
