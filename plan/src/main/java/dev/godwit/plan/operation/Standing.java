package dev.godwit.plan.operation;

import dev.godwit.plan.reading.Location;
import dev.godwit.plan.schema.Column;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.schema.Use;
import dev.godwit.plan.spec.SnapshotMode;
import java.util.List;
import java.util.Optional;

/** What still stands on an object that is to go. */
public final class Standing {

    private Standing() {}

    /**
     * A rejection when anything does that the operations before do not take away for good: what
     * they keep for a rollback stands on it as well.
     */
    public static void refuse(Draft draft, String object, List<Use> uses, Location at) {
        List<String> left =
                uses.stream().filter(use -> !gone(draft, use)).map(Use::words).distinct().toList();
        if (!left.isEmpty()) {
            draft.rejections()
                    .add(
                            "GW-224",
                            at,
                            "other things stand on %s: %s"
                                    .formatted(object, String.join(", ", left)),
                            "they would go with it, or keep it from going; what is kept for a rollback counts",
                            "take them away for good before");
        }
    }

    private static boolean gone(Draft draft, Use use) {
        if (draft.objects().wentAway(use.words())) {
            return true;
        }
        if (use.relation() == null) {
            return false;
        }
        Optional<Table> table = draft.present(use.relation());
        return table.isEmpty()
                ? draft.plan().snapshot() == SnapshotMode.NONE && draft.dropped(use.relation())
                : use.column() != null && another(draft, table.get(), use.column());
    }

    /** Whether the column goes, or gets another type; values that are kept of it do not use it. */
    private static boolean another(Draft draft, Table table, String column) {
        Optional<Column> then = table.column(column);
        return then.isEmpty()
                || draft.live(table.name())
                        .flatMap(draft.schema()::find)
                        .flatMap(live -> live.column(column))
                        .map(Column::type)
                        .filter(type -> !type.equals(then.get().type()))
                        .filter(type -> !then.get().defaultExpression().contains("::" + type))
                        .isPresent();
    }
}
