package dev.godwit.plan.operation;

import dev.godwit.plan.schema.LiveObjects;
import dev.godwit.plan.schema.NamedTrigger;
import dev.godwit.plan.schema.NamedType;
import dev.godwit.plan.schema.Routine;
import dev.godwit.plan.schema.RoutineName;
import dev.godwit.plan.schema.View;
import dev.godwit.plan.sql.Names;
import dev.godwit.plan.sql.QualifiedName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Types and the like, as the operations before have left them. */
public final class DraftObjects {

    private final Map<QualifiedName, NamedType> types = new HashMap<>();
    private final Map<QualifiedName, View> views = new HashMap<>();
    private final LiveObjects live;
    private final Set<QualifiedName> madeTypes = new HashSet<>();
    private final Set<String> wentAway = new HashSet<>();
    private final List<IndexMade> indexes = new ArrayList<>();

    DraftObjects(LiveObjects live) {
        this.live = live;
        live.types().forEach(type -> types.put(type.name(), type));
        live.views().forEach(view -> views.put(view.name(), view));
    }

    /** The type of that name, if there is one by then. */
    public Optional<NamedType> type(QualifiedName name) {
        return Optional.ofNullable(types.get(name));
    }

    /** The view of that name, if it was there before and is by then. */
    public Optional<View> view(QualifiedName name) {
        return Optional.ofNullable(views.get(name));
    }

    /** The functions and procedures that the plan means so, as they were before. */
    public List<Routine> routines(RoutineName asked) {
        return live.routines().stream().filter(one -> one.asked().equals(asked)).toList();
    }

    /** The trigger of that name, as it was before. */
    public Optional<NamedTrigger> trigger(QualifiedName table, String name) {
        return live.triggers().stream()
                .filter(one -> one.table().equals(table) && one.name().equals(name))
                .findFirst();
    }

    /** Later operations need not make such an index. */
    public void indexed(IndexMade index) {
        indexes.add(index);
    }

    /** Indexes that the operations before make without having been told to. */
    public List<IndexMade> indexes() {
        return List.copyOf(indexes);
    }

    /** Later operations do not see the view any more. */
    public void goneView(QualifiedName name) {
        views.remove(name);
    }

    /** Later operations see the type so. */
    public void changed(NamedType type) {
        types.put(type.name(), type);
    }

    /** Later operations see a type that was not there. */
    public void made(NamedType type) {
        madeTypes.add(type.name());
        changed(type);
    }

    /** Later operations do not see the type any more. */
    public void goneType(QualifiedName name) {
        types.remove(name);
    }

    /**
     * Later operations do not find it among what stands on an object.
     *
     * @param words for it, as {@link dev.godwit.plan.schema.Use} has them
     */
    void takenAway(String words) {
        wentAway.add(words);
    }

    /** Whether the operations before take it away, and keep nothing that stands in its place. */
    boolean wentAway(String words) {
        return wentAway.contains(words);
    }

    /**
     * Whether a type as a plan writes it, perhaps with {@code []}, is one that the plan makes.
     *
     * @param schema in which one without a schema is looked for
     */
    boolean makes(String type, String schema) {
        String bare = type.replaceAll("(\\s*\\[\\d*])+\\s*$", "");
        return Names.relation(bare)
                .filter(
                        name ->
                                madeTypes.contains(name)
                                        || !bare.contains(".")
                                                && madeTypes.contains(
                                                        new QualifiedName(schema, name.name())))
                .isPresent();
    }
}
