package dev.godwit.workflow.upgrade.course;

import dev.godwit.workflow.upgrade.message.Fate;
import dev.godwit.workflow.upgrade.message.Fate.Kind;
import dev.godwit.workflow.upgrade.search.Bump;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What became of every candidate, and what is declared by now. */
public final class Ledger {

    private final List<Fate> fates = new ArrayList<>();
    private final List<Fate> decided = new ArrayList<>();
    private final Map<String, String> declared = new HashMap<>();
    private final Map<String, Fate.Link> links = new HashMap<>();

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

    /** What is declared by now, whoever wrote it. */
    void declares(String name, String version) {
        declared.put(name, version);
    }

    /** Where people read what has changed, by name; the last word counts. */
    void knows(Map<String, Fate.Link> pages) {
        links.putAll(pages);
    }

    /** It moved. What was in its way on a lower rung does not matter any more. */
    void moved(Bump bump, boolean major, Kind kind, String reason) {
        declared.put(bump.name(), bump.to());
        passed(bump.name(), bump.to(), fate -> true);
        Fate.Link link = links.getOrDefault(bump.name(), Fate.Link.NONE);
        fates.add(new Fate(bump.name(), bump.from(), bump.to(), major, kind, reason, "", link));
    }

    /** Bumps that were not made, be it that they were red or that they were not offered. */
    List<Bump> unmade() {
        return Stream.concat(fates.stream().filter(fate -> stuck(fate.kind())), decided.stream())
                .filter(fate -> !fate.to().isEmpty())
                .map(fate -> new Bump(fate.name(), fate.from(), fate.to()))
                .toList();
    }

    /**
     * Somebody else has moved a package.
     *
     * @param reached the bumps that lead there or less far; of one package, at least one
     * @param now what is declared
     */
    void adopted(List<Bump> reached, String now, boolean major, String by) {
        String name = reached.getFirst().name();
        String from = declared.getOrDefault(name, reached.getFirst().from());
        Set<String> below = new HashSet<>();
        reached.forEach(bump -> below.add(bump.to()));
        decided.removeIf(fate -> fate.name().equals(name) && below.contains(fate.to()));
        fates.removeIf(
                fate -> fate.name().equals(name) && stuck(fate.kind()) && fate.to().equals(now));
        passed(name, now, fate -> below.contains(fate.to()));
        declared.put(name, now);
        fates.add(new Fate(name, from, now, major, Kind.ADOPTED, by, ""));
    }

    private void passed(String name, String to, Predicate<Fate> which) {
        fates.replaceAll(
                fate ->
                        fate.name().equals(name) && stuck(fate.kind()) && which.test(fate)
                                ? fate.ending(Kind.SKIPPED, "passed over on the way to " + to)
                                : fate);
    }

    /** It stays where it is. */
    void stays(Bump bump, boolean major, Kind kind, String reason, String log) {
        fates.add(new Fate(bump.name(), bump.from(), bump.to(), major, kind, reason, log));
    }

    /** A rewrite of source code. */
    void recipe(String name, Kind kind, String reason, String log) {
        fates.add(new Fate(name, "", "", false, kind, reason, log));
    }

    /** A rewrite that is red by itself was made with what moved, and is green with that. */
    void helped(String recipe, List<String> moved) {
        fates.replaceAll(
                fate ->
                        fate.name().equals(recipe) && fate.to().isEmpty() && stuck(fate.kind())
                                ? fate.ending(Kind.APPLIED, "with " + String.join(", ", moved))
                                : fate);
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
