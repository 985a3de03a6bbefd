package dev.godwit.preview;

import dev.godwit.plan.step.LockMode;
import dev.godwit.workflow.preview.PreviewReport.PreviewLock;
import dev.godwit.workflow.preview.PreviewStep;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whom the locks of a plan keep waiting. */
final class Locks {

    private Locks() {}

    /** Each mode that a step takes, once, the strongest first. */
    static List<PreviewLock> of(List<PreviewStep> steps) {
        Set<String> taken =
                steps.stream().map(step -> step.work().lock()).collect(Collectors.toSet());
        return Arrays.stream(LockMode.values())
                .filter(mode -> taken.contains(mode.sql()))
                .sorted(Comparator.reverseOrder())
                .map(mode -> new PreviewLock(mode.sql(), blocks(mode)))
                .toList();
    }

    private static String blocks(LockMode mode) {
        return switch (mode) {
            case ACCESS_EXCLUSIVE -> "readers and writers wait; held for moments";
            case EXCLUSIVE -> "writers wait; readers go on";
            case SHARE_ROW_EXCLUSIVE -> "writers wait; readers go on; held for moments";
            case SHARE -> "writers wait; readers go on; held for moments";
            case SHARE_UPDATE_EXCLUSIVE ->
                    "readers and writers go on; VACUUM and other changes of the schema wait";
            case ROW_EXCLUSIVE -> "readers and writers go on, but for rows of the batch at work";
            case ROW_SHARE, ACCESS_SHARE -> "readers and writers go on";
        };
    }
}
