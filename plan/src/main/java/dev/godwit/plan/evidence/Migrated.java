package dev.godwit.plan.evidence;

import dev.godwit.plan.Plan;
import dev.godwit.plan.step.ScriptWork;
import dev.godwit.plan.step.Step;
import dev.godwit.plan.step.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A migration of a project among the steps of a run. Two are the same when all three are.
 *
 * @param name like {@code 0004_add_email}
 * @param checksum of what it does
 * @param back hash of what takes it back; empty when nothing does
 * @param step its last one
 * @param others its steps before that: indexes that are built or dropped concurrently
 */
public record Migrated(String name, String checksum, String back, int step, List<Integer> others) {

    private static final String RESERVED = "_godwit_";

    public Migrated {
        others = List.copyOf(others);
    }

    /** Those that a run applies; not those that it only records. */
    public static List<Migrated> of(List<Step> steps) {
        List<Migrated> found = new ArrayList<>();
        List<Step> before = new ArrayList<>();
        for (Step step : steps) {
            if (step.work() instanceof ScriptWork.Script script) {
                if (!before.isEmpty() || !script.statements().isEmpty()) {
                    found.add(of(script, step, before));
                }
                before.clear();
            } else if (step.work() instanceof Work.BuildIndex
                    || step.work() instanceof Work.DropIndex) {
                before.add(step);
            }
        }
        return found;
    }

    private static Migrated of(ScriptWork.Script script, Step step, List<Step> before) {
        List<String> back = new ArrayList<>();
        before.forEach(each -> each.undo().forEach(undo -> index(undo).ifPresent(back::add)));
        boolean rows = !script.saves().isEmpty();
        step.undo()
                .forEach(
                        undo -> {
                            if (undo instanceof ScriptWork.Unscript unscript) {
                                back.addAll(unscript.whole());
                            }
                        });
        if (rows) {
            back.add("what was kept");
        }
        return new Migrated(
                script.name(),
                script.checksum(),
                back.isEmpty() ? "" : Plan.hash(String.join("\0", back)),
                step.number(),
                before.stream().map(Step::number).toList());
    }

    /** Without names of Godwit's own, which hold the plan's. */
    private static Optional<String> index(Work undo) {
        return switch (undo) {
            case Work.DropIndex drop ->
                    Optional.of("drop " + drop.index())
                            .filter(words -> !drop.index().name().startsWith(RESERVED));
            case Work.BuildIndex build ->
                    Optional.of(build.create().replace(build.reserved(), build.name()));
            default -> Optional.empty();
        };
    }
}
