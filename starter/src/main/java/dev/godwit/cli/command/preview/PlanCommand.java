package dev.godwit.cli.command.preview;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.client.Pollers;
import dev.godwit.cli.client.Targets;
import dev.godwit.cli.command.Command;
import dev.godwit.cli.command.CommonOptions;
import dev.godwit.cli.command.migrations.MigrationOptions;
import dev.godwit.cli.command.migrations.PlannedMigrations;
import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.output.Output;
import dev.godwit.cli.plan.PlanFile;
import dev.godwit.cli.run.Session;
import dev.godwit.config.Target;
import dev.godwit.plan.Plan;
import dev.godwit.plan.PlanKinds;
import dev.godwit.plan.spec.PlanKind;
import dev.godwit.workflow.Contract;
import dev.godwit.workflow.preview.PreviewInput;
import dev.godwit.workflow.preview.PreviewReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Show what a plan would do, and change nothing. */
@CommandLine.Command(
        name = "plan",
        description = {
            "Show what a plan would do on a target as it is now, and change nothing there",
            "Its steps by phase, with their locks, how rows are divided and why so, and how each",
            "is taken back. What start would refuse is refused here, all of it at once.",
            "",
            "  godwit plan users-full-name.yaml --target shop-staging",
            "  godwit plan users-full-name.yaml --target shop-staging --sql"
        },
        footer = {
            "Exit codes: 0 it can be started, is under way, or is applied already  2 wrong usage",
            "            6 plan rejected  7 refused  69 Temporal or worker unreachable",
            "See also: godwit start, godwit check, godwit drift"
        })
public final class PlanCommand implements Command {

    private final Surroundings surroundings;

    @Parameters(arity = "0..1", paramLabel = "PLAN", description = "A plan file, YAML or JSON")
    private @Nullable Path file;

    @Mixin private MigrationOptions migrations = new MigrationOptions();

    @Option(
            names = "--target",
            paramLabel = "NAME",
            description = "Target in godwit.yaml. Needed when there is more than one")
    private @Nullable String target;

    @Option(
            names = "--sql",
            description = {
                "Print the statements of each step, too; of work in batches their form.",
                "-o json always has them"
            })
    private boolean sql;

    @Mixin private CommonOptions common = new CommonOptions();

    public PlanCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public CommonOptions common() {
        return common;
    }

    @Override
    public ExitCode call() {
        Output output = common.output(surroundings);
        if (migrations.given()) {
            return migrations(migrations.planned(surroundings, file), output);
        }
        if (file == null) {
            throw new CliError(
                    ExitCode.USAGE,
                    "GW-504",
                    "there is no plan to look at",
                    "",
                    "",
                    "name a plan, or --project DIR");
        }
        String source = file.toString();
        String text = PlanFile.text(surroundings.folder().resolve(file), source);
        Optional<PlanKind> kind = PlanKinds.of(source, text);
        if (kind.isPresent()) {
            return switch (kind.get()) {
                case UPGRADE, RELEASE -> throw upgrades(source, kind.get());
                case SQL, FLYWAY, PRISMA, DJANGO, MIGRATIONS ->
                        migrations(
                                PlannedMigrations.read(surroundings, file, source, text), output);
            };
        }
        PlanFile plan = PlanFile.read(surroundings.folder(), file);
        Targets targets = Targets.load(surroundings, common.config());
        Target chosen = targets.database(target);
        try (Session session = Session.open(surroundings, targets)) {
            Pollers.check(session.link(), chosen.queue());
            return look(
                    session,
                    chosen,
                    plan.plan().name(),
                    plan.source(),
                    plan.text(),
                    PreviewErrand.PLAN,
                    output);
        }
    }

    private static CliError upgrades(String source, PlanKind kind) {
        return new CliError(
                ExitCode.USAGE,
                "GW-504",
                "%s is about a project, not about a database alone".formatted(source),
                "",
                "it is a plan of kind "
                        + kind.name().toLowerCase(Locale.ROOT)
                        + ", whose steps depend on what is found on the way",
                "godwit start %s; look at a release's migration plan by itself".formatted(source));
    }

    private ExitCode migrations(PlannedMigrations planned, Output output) {
        Targets targets = Targets.load(surroundings, common.config());
        Target chosen = targets.database(target);
        try (Session session = Session.open(surroundings, targets)) {
            Optional<PlannedMigrations.Looked> looked = planned.look(session, chosen, output);
            if (looked.isEmpty()) {
                output.object(Map.of("pending", List.of()));
                return ExitCode.DONE;
            }
            PlannedMigrations.Looked plan = looked.get();
            return look(
                    session,
                    chosen,
                    plan.name(),
                    plan.source(),
                    plan.text(),
                    PreviewErrand.PROJECT,
                    output);
        }
    }

    private ExitCode look(
            Session session,
            Target chosen,
            String plan,
            String source,
            String text,
            Duration patience,
            Output output) {
        PreviewInput input =
                new PreviewInput(
                        Contract.VERSION,
                        chosen.name(),
                        chosen.queue(),
                        plan,
                        source,
                        text,
                        Plan.hash(text),
                        session.link().actor(),
                        sql || output.json());
        return print(new PreviewErrand(session, input, patience).look(), source, output);
    }

    private static ExitCode print(PreviewReport report, String source, Output output) {
        switch (report.verdict()) {
            case REJECTED -> throw new CliError(ExitCode.REJECTED, report.problems(), null);
            case REFUSED -> throw new CliError(ExitCode.REFUSED, report.problems(), null);
            case READY, UNDER_WAY, ALREADY_APPLIED -> {
                output.object(report);
                if (!output.json()) {
                    output.line(new PlanView(report, source).text(output));
                }
            }
        }
        return ExitCode.DONE;
    }
}
