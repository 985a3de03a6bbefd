package dev.godwit.cli.command.run;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.client.Pollers;
import dev.godwit.cli.client.Targets;
import dev.godwit.cli.command.Command;
import dev.godwit.cli.command.CommonOptions;
import dev.godwit.cli.command.migrations.MigrationOptions;
import dev.godwit.cli.command.migrations.PlannedMigrations;
import dev.godwit.cli.command.release.PlannedRelease;
import dev.godwit.cli.command.upgrade.PlannedUpgrade;
import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.output.Output;
import dev.godwit.cli.plan.PlanFile;
import dev.godwit.cli.plan.PlanFolder;
import dev.godwit.cli.run.Follower;
import dev.godwit.cli.run.Ledger;
import dev.godwit.cli.run.RunHandle;
import dev.godwit.cli.run.Session;
import dev.godwit.cli.run.Starting;
import dev.godwit.cli.run.Wishes;
import dev.godwit.cli.view.Answer;
import dev.godwit.cli.view.FolderView;
import dev.godwit.cli.view.RunView;
import dev.godwit.config.Target;
import dev.godwit.plan.PlanKinds;
import dev.godwit.plan.reading.Durations;
import dev.godwit.plan.spec.PlanKind;
import dev.godwit.plan.spec.throttle.Preset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Start a migration and follow it. Ctrl-C stops following; the migration goes on. */
@CommandLine.Command(
        name = "start",
        description = {
            "Start a migration and follow it",
            "Ctrl-C stops following; the migration goes on.",
            "The plan is checked first; everything that is wrong is said at once.",
            "Of a folder: its plans in order of name, those that are pending, one at a time.",
            "A run of the same plan that is under way already is followed: pipelines may race.",
            "A plan with kind: upgrade is about a project, see godwit upgrade; one with",
            "kind: release is a migration around an upgrade; one with kind: sql, or --project,",
            "applies the pending migrations of a project.",
            "",
            "  godwit start users-full-name.yaml --target shop-staging",
            "  godwit start --project services/shop --target shop-staging"
        },
        footer = {
            "Exit codes: 0 done or detached  3 waiting  4 rolled back  5 rollback incomplete  6 plan rejected",
            "            7 refused  69 Temporal or worker unreachable",
            "See also: godwit plan, godwit status, godwit approve, godwit rollback, godwit history"
        })
public final class StartCommand implements Command {

    private final Surroundings surroundings;

    @Parameters(
            arity = "0..1",
            paramLabel = "PLAN|FOLDER",
            description = "A plan file, YAML or JSON, or a folder")
    private @Nullable Path file;

    @Mixin private MigrationOptions migrations = new MigrationOptions();

    @Option(
            names = "--target",
            paramLabel = "NAME",
            description = {
                "Target in godwit.yaml. Needed when there is more than one.",
                "For kind: upgrade a directory, too; the working directory by default"
            })
    private @Nullable String target;

    @Option(names = "--detach", description = "Print the run's name and return at once")
    private boolean detach;

    @Option(names = "--wait", description = "Follow it, which is the default")
    private boolean wait;

    @Option(
            names = "--terminate-blockers-older-than",
            paramLabel = "DURATION",
            description = {
                "Terminate sessions that a step, or an index, has to wait for once",
                "their transaction is older than that, such as 5m. Never by default"
            })
    private @Nullable String terminate;

    @Option(
            names = "--preset",
            paramLabel = "PRESET",
            description = {
                "How much of the server work on rows takes: polite, balanced, fast or",
                "none. What the plan says under throttle, or polite, by default"
            })
    private @Nullable String preset;

    @Mixin private CommonOptions common = new CommonOptions();

    public StartCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public CommonOptions common() {
        return common;
    }

    @Override
    public ExitCode call() throws InterruptedException {
        Output output = common.output(surroundings);
        if (detach && wait) {
            throw new CliError(
                    ExitCode.USAGE,
                    "GW-504",
                    "--detach and --wait exclude each other",
                    "",
                    "",
                    "leave one of them out");
        }
        if (migrations.given()) {
            return migrations(migrations.planned(surroundings, file), output);
        }
        if (file == null) {
            throw new CliError(
                    ExitCode.USAGE,
                    "GW-504",
                    "there is no plan to start",
                    "",
                    "",
                    "name a plan, a folder of plans, or --project DIR");
        }
        Path plan = file;
        if (Files.isDirectory(surroundings.folder().resolve(plan))) {
            return folder(plan, output);
        }
        String source = plan.toString();
        String text = PlanFile.text(surroundings.folder().resolve(plan), source);
        Optional<PlanKind> kind = PlanKinds.of(source, text);
        if (kind.isPresent()) {
            return switch (kind.get()) {
                case UPGRADE, RELEASE -> project(kind.get(), plan, source, text, output);
                case SQL, FLYWAY, PRISMA, DJANGO, MIGRATIONS ->
                        migrations(
                                PlannedMigrations.read(surroundings, plan, source, text), output);
            };
        }
        PlanFile file = PlanFile.read(surroundings.folder(), plan);
        Targets targets = Targets.load(surroundings, common.config());
        Target chosen = targets.database(target);
        try (Session session = Session.open(surroundings, targets)) {
            Pollers.check(session.link(), chosen.queue());
            Starting starting = new Starting(session, chosen, output, detach, wishes());
            return starting.follow(begin(starting, file));
        }
    }

    private ExitCode project(PlanKind kind, Path plan, String source, String text, Output output)
            throws InterruptedException {
        if (terminate != null || preset != null) {
            throw new CliError(
                    ExitCode.USAGE,
                    "GW-504",
                    (terminate == null ? "--preset" : "--terminate-blockers-older-than")
                            + " is for migrations alone",
                    source,
                    "this plan is about a project",
                    "leave it out");
        }
        return kind == PlanKind.UPGRADE
                ? upgrade(source, text, output)
                : release(plan, source, text, output);
    }

    private Wishes wishes() {
        if (preset != null) {
            try {
                Preset.parse(preset);
            } catch (IllegalArgumentException unknown) {
                throw new CliError(
                        ExitCode.USAGE,
                        "GW-504",
                        String.valueOf(unknown.getMessage()),
                        "--preset",
                        "",
                        "say one of: " + String.join(", ", Preset.words()));
            }
        }
        return new Wishes(terminateAfter(), preset);
    }

    private Duration terminateAfter() {
        if (terminate == null) {
            return Duration.ZERO;
        }
        Optional<Duration> age = Durations.parse(terminate);
        if (age.isEmpty() || age.get().toSeconds() < 1) {
            throw new CliError(
                    ExitCode.USAGE,
                    "GW-504",
                    "\"%s\" is no age of a transaction".formatted(terminate),
                    "--terminate-blockers-older-than",
                    "",
                    "say something like 5m or 90s");
        }
        return age.get();
    }

    private ExitCode migrations(PlannedMigrations planned, Output output)
            throws InterruptedException {
        Targets targets = Targets.load(surroundings, common.config());
        Target chosen = targets.database(target);
        try (Session session = Session.open(surroundings, targets)) {
            return planned.start(new Starting(session, chosen, output, detach, wishes()));
        }
    }

    private ExitCode upgrade(String source, String text, Output output)
            throws InterruptedException {
        PlannedUpgrade upgrade = PlannedUpgrade.read(source, text);
        try (Session session = Session.open(surroundings, common.config())) {
            return upgrade.start(
                    surroundings, session, output, target == null ? "." : target, detach);
        }
    }

    private ExitCode release(Path plan, String source, String text, Output output)
            throws InterruptedException {
        PlannedRelease release = PlannedRelease.read(surroundings, plan, source, text);
        try (Session session = Session.open(surroundings, common.config())) {
            return release.start(surroundings, session, output, target, detach);
        }
    }

    private ExitCode folder(Path plan, Output output) throws InterruptedException {
        if (detach) {
            throw new CliError(
                    ExitCode.USAGE,
                    "GW-537",
                    "a folder cannot be started with --detach",
                    plan.toString(),
                    "a plan begins when the one before it is done, so somebody has to follow",
                    "leave --detach out, or start the plans one by one");
        }
        List<PlanFile> files = PlanFolder.read(surroundings.folder(), plan);
        Targets targets = Targets.load(surroundings, common.config());
        Target chosen = targets.database(target);
        List<RunView> ended = new ArrayList<>();
        List<PlanFile> applied;
        List<PlanFile> pending = new ArrayList<>(files);
        ExitCode exit = ExitCode.DONE;
        try (Session session = Session.open(surroundings, targets)) {
            Pollers.check(session.link(), chosen.queue());
            applied = PlanFolder.applied(files, chosen, Ledger.runs(session, chosen.name()));
            pending.removeAll(applied);
            Starting starting = new Starting(session, chosen, output, false, wishes());
            for (PlanFile file : pending) {
                RunView end = new Follower(begin(starting, file), output).follow();
                ended.add(end);
                exit = Answer.exit(end);
                if (exit != ExitCode.DONE) {
                    break;
                }
                output.note(
                        "%s: %s".formatted(end.run(), end.note().isEmpty() ? "done" : end.note()));
            }
        }
        List<PlanFile> left = pending.subList(ended.size(), pending.size());
        FolderView.print(
                new FolderView(PlanFolder.names(applied), ended, PlanFolder.names(left)), output);
        return exit;
    }

    private static RunHandle begin(Starting starting, PlanFile file) {
        return starting.begin(file.plan().name(), file.source(), file.text());
    }
}
