package dev.godwit.cli.plan;

import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.config.Target;
import dev.godwit.plan.Plan;
import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.message.Finding;
import dev.godwit.workflow.message.history.History.RunEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The plans of a folder, in order of their file names. */
public final class PlanFolder {

    private static final String EMPTY = "GW-538";
    private static final String TWICE = "GW-539";

    private PlanFolder() {}

    /**
     * Reads and checks all of them.
     *
     * @throws CliError with everything that is wrong with any of them; then nothing was started
     */
    public static List<PlanFile> read(Path folder, Path plans) {
        List<Finding> problems = new ArrayList<>();
        List<PlanFile> read = new ArrayList<>();
        Map<String, String> names = new HashMap<>();
        ExitCode exit = ExitCode.REJECTED;
        for (Path file : files(folder, plans)) {
            try {
                PlanFile plan = PlanFile.read(folder, file);
                read.add(plan);
                String other = names.put(plan.plan().name(), plan.source());
                if (other != null) {
                    problems.add(twice(plan, other));
                }
            } catch (CliError wrong) {
                problems.addAll(wrong.problems());
                exit = wrong.exit();
            }
        }
        if (!problems.isEmpty()) {
            throw new CliError(exit, problems, null);
        }
        return read;
    }

    /**
     * Those that the target has as done, by name and text.
     *
     * @param runs of the target, newest first
     */
    public static List<PlanFile> applied(List<PlanFile> plans, Target target, List<RunEntry> runs) {
        Map<String, RunEntry> newest = new HashMap<>();
        runs.forEach(run -> newest.putIfAbsent(run.run(), run));
        return plans.stream()
                .filter(
                        file -> {
                            RunEntry run = newest.get(target.name() + "/" + file.plan().name());
                            return run != null
                                    && run.outcome().equalsIgnoreCase(Outcome.DONE.toString())
                                    && run.hash().equals(Plan.hash(file.text()));
                        })
                .toList();
    }

    /** How they are called. */
    public static List<String> names(List<PlanFile> plans) {
        return plans.stream().map(file -> file.plan().name()).toList();
    }

    private static List<Path> files(Path folder, Path plans) {
        try (Stream<Path> entries = Files.list(folder.resolve(plans))) {
            List<Path> files =
                    entries.filter(Files::isRegularFile)
                            .map(file -> plans.resolve(file.getFileName()))
                            .filter(PlanFolder::plan)
                            .sorted()
                            .toList();
            if (files.isEmpty()) {
                throw unusable(plans, "it holds no plan: no .yaml, .yml or .json file");
            }
            return files;
        } catch (IOException unreadable) {
            throw unusable(plans, "it cannot be read");
        }
    }

    private static boolean plan(Path file) {
        String name = file.getFileName().toString();
        return name.matches("[^.].*\\.(yaml|yml|json)")
                && !name.equals("godwit.yaml")
                && !name.endsWith(".schema.json");
    }

    private static CliError unusable(Path plans, String because) {
        return new CliError(
                ExitCode.USAGE,
                EMPTY,
                "the folder %s cannot be started".formatted(plans),
                "",
                because,
                "name a folder of plans: godwit start FOLDER --target NAME");
    }

    private static Finding twice(PlanFile plan, String other) {
        return new Finding(
                TWICE,
                "two plans are called " + plan.plan().name(),
                "%s and %s".formatted(other, plan.source()),
                "a plan's name is unique per target",
                "rename one of them: migration: NAME");
    }
}
