package dev.godwit.cli.command.release;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.client.Pollers;
import dev.godwit.cli.command.upgrade.PlannedUpgrade;
import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.output.Output;
import dev.godwit.cli.plan.PlanFile;
import dev.godwit.cli.release.ReleaseAnswer;
import dev.godwit.cli.release.ReleaseFollower;
import dev.godwit.cli.release.ReleaseLaunch;
import dev.godwit.cli.release.ReleaseRun;
import dev.godwit.cli.release.ReleaseView;
import dev.godwit.cli.run.RunHandle;
import dev.godwit.cli.run.Session;
import dev.godwit.config.Target;
import dev.godwit.plan.Plan;
import dev.godwit.plan.ReleaseReader;
import dev.godwit.plan.spec.ReleaseFile;
import dev.godwit.plan.spec.UpgradeFile;
import dev.godwit.workflow.Contract;
import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.message.Finding;
import dev.godwit.workflow.message.MigrationInput;
import dev.godwit.workflow.release.message.ReleaseInput;
import dev.godwit.workflow.upgrade.message.UpgradeInput;
import dev.godwit.workflow.upgrade.message.UpgradeOutcome;
import dev.godwit.workflow.upgrade.message.Wishes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A plan with {@code kind: release}, and the plan of its migration.
 *
 * @param folder that its project may be in
 * @param name of the release
 */
public record PlannedRelease(ReleaseFile file, PlanFile migration, Path folder, String name) {

    private static final String SAME_NAME = "GW-684";
    private static final String BUSY = "GW-685";

    /**
     * Reads and checks both files.
     *
     * @param plan the release's file as it was named
     * @throws CliError with everything that is wrong with either
     */
    public static PlannedRelease read(
            Surroundings surroundings, Path plan, String source, String text) {
        ReleaseReader.Read read = ReleaseReader.read(source, text);
        ReleaseFile file = read.plan();
        if (file == null) {
            throw PlanFile.wrong(read.problems());
        }
        PlanFile migration =
                PlanFile.read(surroundings.folder(), plan.resolveSibling(file.migration()));
        String name = Objects.requireNonNullElseGet(file.name(), () -> stem(plan));
        if (name.equals(migration.plan().name())) {
            throw new CliError(
                    ExitCode.REJECTED,
                    SAME_NAME,
                    "the release and its migration are both called " + name,
                    source,
                    "each is a run of its own on the target",
                    "give the release another name: name: NAME");
        }
        Path folder = surroundings.folder().resolve(plan).toAbsolutePath().normalize().getParent();
        return new PlannedRelease(
                file, migration, Objects.requireNonNull(folder, "a file has a folder"), name);
    }

    /**
     * Starts it and follows it.
     *
     * @param target of the migration; null for the only database there is
     */
    public ExitCode start(
            Surroundings surroundings,
            Session session,
            Output output,
            @Nullable String target,
            boolean detach)
            throws InterruptedException {
        Target database = session.targets().database(target);
        Pollers.check(session.link(), database.queue());
        ReleaseInput input =
                input(session, database, new OneProject(file, folder).find(surroundings, session));
        free(session, input);
        RunHandle run = new ReleaseLaunch(session).release(input);
        ReleaseRun release = ReleaseRun.of(session, run).orElseThrow(run::notRunning);
        if (detach) {
            output.object(ReleaseView.bare(run.name(), Outcome.RUNNING, List.of(), null));
            if (!output.json()) {
                output.line(run.name());
            }
            return ExitCode.DONE;
        }
        output.line("started %s; Ctrl-C stops following, not the run".formatted(run.name()));
        return ReleaseAnswer.print(new ReleaseFollower(release, output).follow(), output);
    }

    private ReleaseInput input(Session session, Target database, OneProject.Found project) {
        String actor = session.link().actor();
        Plan plan = migration.plan();
        UpgradeFile upgrade = file.upgrade();
        return new ReleaseInput(
                Contract.VERSION,
                name,
                new MigrationInput(
                        Contract.VERSION,
                        database.name(),
                        database.queue(),
                        plan.name(),
                        migration.source(),
                        migration.text(),
                        Plan.hash(migration.text()),
                        actor,
                        true),
                new UpgradeInput(
                        Contract.VERSION,
                        project.place(),
                        project.name(),
                        upgrade == null ? Wishes.NONE : PlannedUpgrade.wishes(upgrade),
                        actor,
                        true),
                file.accept().stream().map(one -> UpgradeOutcome.valueOf(one.name())).toList(),
                actor,
                true);
    }

    /** Said before the schema is touched; the workflow finds out by itself what comes later. */
    private static void free(Session session, ReleaseInput input) {
        List<Finding> busy = new ArrayList<>();
        for (String run : List.of(input.migrationRun(), input.upgrade().run())) {
            if (session.runs().named(run).openType().isPresent()) {
                busy.add(
                        new Finding(
                                BUSY,
                                run + " is under way by itself",
                                "release " + input.run(),
                                "a release starts it anew",
                                "wait for it, or abort it: godwit watch " + run));
            }
        }
        if (!busy.isEmpty()) {
            throw new CliError(ExitCode.REFUSED, busy, null);
        }
    }

    private static String stem(Path plan) {
        String file = plan.getFileName().toString();
        int dot = file.lastIndexOf('.');
        return dot > 0 ? file.substring(0, dot) : file;
    }
}
