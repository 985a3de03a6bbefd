package dev.godwit.plan.operation.view;

import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.schema.View;
import dev.godwit.plan.sql.QualifiedName;
import java.util.Optional;

/** What a view must be. */
final class ViewRules {

    private ViewRules() {}

    /** The view, if it exists; a rejection otherwise. */
    static Optional<View> find(QualifiedName name, Location at, Draft draft) {
        Optional<View> found = draft.objects().view(name);
        if (found.isEmpty()) {
            draft.rejections()
                    .add(
                            "GW-245",
                            at,
                            draft.taken(name)
                                    ? name + " is not a view that was there before"
                                    : "there is no view " + name,
                            "",
                            "correct the name; a schema other than public is written before it");
        }
        return found;
    }

    /** Whether it must not be filled before the rows of the plan's tables are. */
    static boolean late(Draft draft) {
        return draft.plan().operations().stream().anyMatch(other -> !other.fills().isEmpty());
    }
}
