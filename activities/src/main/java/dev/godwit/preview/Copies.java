package dev.godwit.preview;

import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.step.LockMode;
import dev.godwit.plan.step.ShadowWork;
import dev.godwit.workflow.preview.PreviewStep.PreviewWork;
import java.util.List;
import java.util.stream.Collectors;

/** Work on the copy of a table, in words. */
final class Copies {

    private Copies() {}

    static PreviewWork of(ShadowWork work) {
        return switch (work) {
            case ShadowWork.CopyRows copy ->
                    new PreviewWork(
                            "copies %s into %s".formatted(copy.table(), copy.twin()),
                            LockMode.ACCESS_SHARE.sql(),
                            List.of(copy.table().toString()),
                            "ROW EXCLUSIVE on the copy; a batch at a time",
                            List.of(insert(copy)));
            case ShadowWork.ReplayDeletes replay ->
                    new PreviewWork(
                            "deletes from %s what %s does not have any more"
                                    .formatted(replay.twin(), replay.table()),
                            LockMode.ACCESS_SHARE.sql(),
                            List.of(replay.table().toString()),
                            "ROW EXCLUSIVE on the copy; a batch at a time",
                            List.of());
            case ShadowWork.ProveTwin twin ->
                    new PreviewWork(
                            "looks at every row of " + twin.table(),
                            LockMode.ACCESS_SHARE.sql(),
                            List.of(twin.table().toString()),
                            "a range at a time",
                            List.of(
                                    "select count(*) from %s where %s"
                                            .formatted(twin.table().sql(), twin.where())));
            case ShadowWork.CatchUp behind ->
                    new PreviewWork(
                            "makes %s equal to %s again".formatted(behind.twin(), behind.table()),
                            LockMode.ROW_SHARE.sql(),
                            List.of(behind.table().toString()),
                            "ROW EXCLUSIVE on the old table; a batch at a time",
                            List.of());
        };
    }

    private static String insert(ShadowWork.CopyRows copy) {
        return "insert into %s (%s) select %s from %s on conflict (%s) do nothing"
                .formatted(
                        copy.twin().sql(),
                        copy.values().stream()
                                .map(value -> Identifier.quote(value.column()))
                                .collect(Collectors.joining(", ")),
                        copy.values().stream()
                                .map(ShadowWork.Value::expression)
                                .collect(Collectors.joining(", ")),
                        copy.table().sql(),
                        copy.key().stream()
                                .map(column -> Identifier.quote(column.name()))
                                .collect(Collectors.joining(", ")));
    }
}
