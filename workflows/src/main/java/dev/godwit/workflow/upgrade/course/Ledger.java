package dev.godwit.workflow.upgrade.course;

import dev.godwit.workflow.upgrade.message.Fate;
import dev.godwit.workflow.upgrade.message.Fate.Kind;
import dev.godwit.workflow.upgrade.search.Bump;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What became of every candidate, and what is declared by now. */
public final class Ledger {

    private final List<Fate> fates = new ArrayList<>();
    private final List<Fate> decided = new ArrayList<>();
    private final Map<String, String> declared = new HashMap<>();

    /** Fates that were decided elsewhere, which nothing that moves later changes. */
    public void add(Collection<Fate> elsewhere) {
        decided.addAll(elsewhere);
    }

    /** The bump from what is declared by now: a rung below it may not have been climbed. */
    Bump fromHere(Bump bump) {
        return new Bump(bump.name(), declared.getOrDefault(bump.name(), bump.from()), bump.to());
    }

    /** What is declared before anything moves. */
    void begins(Bump bump) {
        declared.putIfAbsent(bump.name(), bump.from());
    }

    /** It moved. What was in its way on a lower rung does not matter any more. */
    void moved(Bump bump, boolean major, Kind kind, String reason) {
        declared.put(bump.name(), bump.to());
        fates.replaceAll(
                fate ->
                        fate.name().equals(bump.name()) && stuck(fate.kind())
                                ? new Fate(
                                        fate.name(),
                                        fate.from(),
                                        fate.to(),
                                        fate.major(),
                                        Kind.SKIPPED,
                                        "passed over on the way to " + bump.to(),
                                        fate.log())
                                : fate);
        fates.add(new Fate(bump.name(), bump.from(), bump.to(), major, kind, reason, ""));
    }

    /** It stays where it is. */
    void stays(Bump bump, boolean major, Kind kind, String reason, String log) {
        fates.add(new Fate(bump.name(), bump.from(), bump.to(), major, kind, reason, log));
    }

    /** A rewrite of source code. */
    void recipe(String name, Kind kind, String reason, String log) {
        fates.add(new Fate(name, "", "", false, kind, reason, log));
    }

    /** What is decided so far. */
    public List<Fate> fates() {
        List<Fate> all = new ArrayList<>(fates);
        all.addAll(decided);
        return List.copyOf(all);
    }

    private static boolean stuck(Kind kind) {
        return kind == Kind.QUARANTINED || kind == Kind.UNRESOLVED || kind == Kind.HELD;
    }
}
