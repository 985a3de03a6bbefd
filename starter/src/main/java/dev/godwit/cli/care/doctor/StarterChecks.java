package dev.godwit.cli.care.doctor;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.Version;
import dev.godwit.cli.client.Targets;
import dev.godwit.cli.output.CliError;
import dev.godwit.cli.stack.StackFolder;
import dev.godwit.cli.stack.process.ProcessMark;
import dev.godwit.config.DevStack;
import dev.godwit.workflow.Contract;
import dev.godwit.workflow.message.Finding;
import dev.godwit.workflow.operator.Check;
import dev.godwit.workflow.operator.Check.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be seen without leaving this machine.
 *
 * @param targets of the configuration; null when it cannot be used
 */
record StarterChecks(Report.Subject subject, @Nullable Targets targets) {

    private static final String CONFIGURATION = "configuration";

    static StarterChecks of(Surroundings surroundings, @Nullable Path config) {
        List<Check> checks = new ArrayList<>();
        checks.add(
                Check.ok(
                        "version",
                        "%s, contract %d, Java %s"
                                .formatted(Version.number(), Contract.VERSION, Version.java())));
        Targets targets = null;
        try {
            targets = Targets.load(surroundings, config);
            checks.add(found(targets));
        } catch (CliError wrong) {
            wrong.problems().stream().map(StarterChecks::wrong).forEach(checks::add);
        }
        checks.addAll(leftovers(DevStack.home(surroundings.environment())));
        return new StarterChecks(new Report.Subject("starter", checks), targets);
    }

    private static Check found(Targets targets) {
        Path file = targets.file();
        if (file == null) {
            return new Check(
                    CONFIGURATION,
                    Level.FAILURE,
                    "there is no godwit.yaml here or above",
                    "it names the targets",
                    "godwit init");
        }
        int count = targets.names().size();
        return Check.ok(
                CONFIGURATION,
                "%s, %d %s".formatted(file, count, count == 1 ? "target" : "targets"));
    }

    private static Check wrong(Finding problem) {
        String where = problem.where().isEmpty() ? "" : problem.where() + ": ";
        return new Check(
                CONFIGURATION,
                Level.FAILURE,
                where + problem.what(),
                problem.because(),
                problem.next());
    }

    /** Processes that godwit dev or a demo has started and nobody looks after any more. */
    private static List<Check> leftovers(Path home) {
        List<Check> checks = new ArrayList<>();
        for (StackFolder folder : StackFolder.all(home)) {
            List<ProcessMark> alive =
                    folder.started().stream().filter(mark -> mark.alive().isPresent()).toList();
            boolean kept = DevStack.running(home).isPresent() && !alive.isEmpty();
            if (folder.owner().isEmpty() && !kept) {
                checks.add(leftover(folder, alive));
            }
        }
        return checks;
    }

    private static Check leftover(StackFolder folder, List<ProcessMark> alive) {
        String processes =
                alive.isEmpty()
                        ? "only files"
                        : String.join(
                                ", ",
                                alive.stream()
                                        .map(mark -> mark.name() + " pid " + mark.pid())
                                        .toList());
        return new Check(
                "leftovers",
                Level.NOTE,
                "%s: %s".formatted(folder.path(), processes),
                "the program that started them was killed",
                "godwit down");
    }
}
