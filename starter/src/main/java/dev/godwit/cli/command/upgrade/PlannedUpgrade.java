package dev.godwit.cli.command.upgrade;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.output.Output;
import dev.godwit.cli.plan.PlanFile;
import dev.godwit.cli.run.Session;
import dev.godwit.cli.upgrade.UpgradeAnswer;
import dev.godwit.cli.upgrade.UpgradeView;
import dev.godwit.plan.UpgradeReader;
import dev.godwit.plan.spec.UpgradeFile;
import dev.godwit.workflow.upgrade.message.Wishes;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A plan with {@code kind: upgrade}: what {@code godwit upgrade} takes as options, in a file that
 * can be reviewed.
 */
public record PlannedUpgrade(UpgradeFile file) {

    /**
     * Reads and checks one.
     *
     * @throws CliError with everything that is wrong with it
     */
    public static PlannedUpgrade read(String source, String text) {
        UpgradeReader.Read read = UpgradeReader.read(source, text);
        UpgradeFile file = read.plan();
        if (file == null) {
            throw PlanFile.wrong(read.problems());
        }
        return new PlannedUpgrade(file);
    }

    /**
     * Starts it for every project that is meant, and follows them.
     *
     * @param project target or directory
     */
    public ExitCode start(
            Surroundings surroundings,
            Session session,
            Output output,
            String project,
            boolean detach)
            throws InterruptedException {
        ProjectOptions options =
                new ProjectOptions(
                        project,
                        Objects.requireNonNullElse(file.path(), ""),
                        Objects.requireNonNullElse(file.ecosystem(), ""),
                        detach);
        Wishes wishes = wishes(file);
        List<UpgradeView> ended =
                new ProjectRuns(surroundings, session, output, options)
                        .go(
                                "upgrade",
                                (launch, place, name) -> launch.upgrade(place, name, wishes));
        return detach
                ? ExitCode.DONE
                : UpgradeAnswer.print(Written.meant(file.only(), ended), output);
    }

    /** What it wants, as a workflow is told. */
    public static Wishes wishes(UpgradeFile file) {
        return new Wishes(
                file.to() == UpgradeFile.Height.LATEST,
                file.only(),
                file.except(),
                file.test(),
                file.recipes(),
                Objects.requireNonNullElse(file.cooldown(), Duration.ZERO).toSeconds(),
                file.failOn().stream().map(word -> word.name().toLowerCase(Locale.ROOT)).toList(),
                Objects.requireNonNullElse(file.inContainer(), ""),
                !Boolean.FALSE.equals(file.audit()),
                false,
                Objects.requireNonNullElse(file.lanes(), 0));
    }
}
