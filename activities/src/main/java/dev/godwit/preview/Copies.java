package dev.godwit.preview;

import dev.godwit.plan.step.LockMode;
import dev.godwit.plan.step.ShadowWork;
import dev.godwit.postgres.fill.lane.Ranges;
import dev.godwit.postgres.shadow.CopyForm;
import dev.godwit.workflow.preview.PreviewStep.PreviewWork;
import java.util.List;
import java.util.Optional;

/** Work on the copy of a table, in words. */
final class Copies {

    private Copies() {}

    static PreviewWork of(ShadowWork work, Optional<Ranges> ranges) {
        return switch (work) {
            case ShadowWork.CopyRows copy ->
                    new PreviewWork(
                            "copies %s into %s".formatted(copy.table(), copy.twin()),
                            LockMode.ACCESS_SHARE.sql(),
                            List.of(copy.table().toString()),
                            "ROW EXCLUSIVE on the copy; a batch at a time",
                            ranges.stream()
                                    .map(any -> CopyForm.of(copy, any.condition(Batches.ANY)))
                                    .toList());
            case ShadowWork.ProveTwin twin ->
                    new PreviewWork(
                            twin.deleted() == null
                                    ? "looks at every row of " + twin.table()
                                    : "looks at every row of %s, deletes what is to go"
                                            .formatted(twin.table()),
                            LockMode.ACCESS_SHARE.sql(),
                            List.of(twin.table().toString()),
                            "a range at a time",
                            statements(twin));
            case ShadowWork.CatchUp behind ->
                    new PreviewWork(
                            "makes %s equal to %s again".formatted(behind.twin(), behind.table()),
                            LockMode.ROW_SHARE.sql(),
                            List.of(behind.table().toString()),
                            "ROW EXCLUSIVE on the old table; a batch at a time",
                            List.of());
        };
    }

    private static List<String> statements(ShadowWork.ProveTwin twin) {
        String of = "from %s where %s".formatted(twin.table().sql(), twin.where());
        return twin.deleted() == null
                ? List.of("select count(*) " + of)
                : List.of("select count(*) " + of, "-- and if there are any", "delete " + of);
    }
}
