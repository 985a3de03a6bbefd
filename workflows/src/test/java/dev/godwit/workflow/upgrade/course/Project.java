package dev.godwit.workflow.upgrade.course;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.workflow.upgrade.activity.Judged;
import dev.godwit.workflow.upgrade.activity.Judged.Kind;
import dev.godwit.workflow.upgrade.activity.Ladder;
import dev.godwit.workflow.upgrade.activity.Ladder.Rung;
import dev.godwit.workflow.upgrade.activity.Standing;
import dev.godwit.workflow.upgrade.activity.Survey;
import dev.godwit.workflow.upgrade.message.Fate;
import dev.godwit.workflow.upgrade.search.Bump;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * A project of which a rule over its versions says whether it is green, with a clock of its own. A
 * commit is the versions it declares, as text.
 */
final class Project implements Steps {

    private final Function<TreeMap<String, String>, Kind> rule;
    private final List<Ladder> ladders = new ArrayList<>();
    private final Map<Integer, Probe> lanes = new HashMap<>();
    final List<String> kept = new ArrayList<>();
    final List<String> asked = new ArrayList<>();

    /** How long a probe takes. */
    ToIntFunction<Kind> takes = kind -> kind == Kind.RED ? 2 : 1;

    /** What the project shows when it is built beside itself. */
    Kind beside = Kind.GREEN;

    boolean steady = true;
    final TreeMap<String, String> rewritten = new TreeMap<>();
    int looks;
    int probes;

    /** How often the test of a real one would have run. */
    int looked;

    int dropped;
    int most;
    int now;

    Project(Function<TreeMap<String, String>, Kind> rule) {
        this.rule = rule;
    }

    Project ladder(String name, String... versions) {
        List<Rung> rungs = new ArrayList<>();
        for (int i = 1; i < versions.length; i++) {
            boolean major = versions[i].charAt(0) != versions[i - 1].charAt(0);
            rungs.add(new Rung(major, List.of(new Bump(name, versions[i - 1], versions[i]))));
        }
        ladders.add(new Ladder(name, rungs));
        return this;
    }

    /** Ends when its time has come; its lane is its own until then, also when it is dropped. */
    private final class Probe implements Pending {

        private final Judged verdict;
        private final String tested;
        private int end;
        private boolean needed = true;

        Probe(Judged verdict, String tested) {
            this.verdict = verdict;
            this.tested = tested;
            this.end = now + takes.applyAsInt(verdict.kind());
        }

        @Override
        public boolean ended() {
            return end <= now;
        }

        @Override
        public Optional<Judged> peek() {
            return ended() ? Optional.of(verdict) : Optional.empty();
        }

        @Override
        public Judged verdict() {
            assertThat(needed).as("a verdict counts once").isTrue();
            needed = false;
            now = Math.max(now, end);
            probes++;
            asked.add(tested);
            return verdict;
        }

        @Override
        public void drop() {
            assertThat(needed).as("what was dropped is not dropped again").isTrue();
            needed = false;
            dropped++;
            end = Math.min(end, now + 1);
        }
    }

    @Override
    public Pending probe(
            int lane, String commit, List<Bump> bumps, List<String> recipes, boolean once) {
        occupied(lane);
        TreeMap<String, String> versions = new TreeMap<>();
        for (String declared : commit.isEmpty() ? new String[0] : commit.split(" ")) {
            versions.put(declared.split("=")[0], declared.split("=")[1]);
        }
        bumps.forEach(bump -> tried(versions, bump));
        if (!recipes.isEmpty() && bumps.isEmpty()) {
            versions.putAll(rewritten);
        }
        boolean needed = !recipes.isEmpty() && !bumps.isEmpty();
        if (needed) {
            needed = rule.apply(versions) == Kind.RED;
            versions.putAll(needed ? rewritten : new TreeMap<>());
        }
        Kind kind = rule.apply(versions);
        List<String> words = new ArrayList<>();
        versions.forEach((name, version) -> words.add(name + "=" + version));
        boolean passed = kind == Kind.GREEN || kind == Kind.FLAKY;
        String tested = String.join(" ", words);
        Map<String, Fate.Link> links = new TreeMap<>();
        bumps.forEach(
                bump ->
                        links.put(
                                bump.name(),
                                new Fate.Link("changelog", "https://x.org/" + bump.to())));
        Judged verdict =
                new Judged(
                        kind,
                        passed ? tested : "",
                        passed ? "" : "exit 1",
                        tested,
                        false,
                        links,
                        passed && needed);
        looked += kind == Kind.GREEN || once ? 1 : 2;
        Probe probe = new Probe(verdict, tested);
        lanes.put(lane, probe);
        most = Math.max(most, (int) lanes.values().stream().filter(one -> !one.ended()).count());
        return probe;
    }

    /** Godwit says where it begins, and that has to be true. */
    private static void tried(TreeMap<String, String> versions, Bump bump) {
        String before = versions.put(bump.name(), bump.to());
        if (before != null && !before.equals(bump.from())) {
            throw new IllegalStateException(bump + ", but it is " + before);
        }
    }

    @Override
    public Standing standing(int lane, String commit, List<Bump> bumps) {
        occupied(lane);
        looks++;
        TreeMap<String, String> declared = new TreeMap<>();
        for (Bump bump : bumps) {
            declared.putIfAbsent(bump.name(), bump.from());
        }
        for (String one : commit.isEmpty() ? new String[0] : commit.split(" ")) {
            declared.replace(one.split("=")[0], one.split("=")[1]);
        }
        List<Bump> reached =
                bumps.stream()
                        .filter(
                                bump ->
                                        declared.getOrDefault(bump.name(), "").compareTo(bump.to())
                                                >= 0)
                        .toList();
        declared.values().removeIf("gone"::equals);
        return new Standing(declared, reached);
    }

    @Override
    public Judged together(String commit) {
        return new Judged(beside, commit, "", "", false);
    }

    @Override
    public boolean steady(int lane, String commit) {
        occupied(lane);
        return steady;
    }

    @Override
    public Survey survey(int lane, String commit) {
        occupied(lane);
        return new Survey(ladders, List.of());
    }

    @Override
    public void keep(int lane, String commit) {
        occupied(lane);
        kept.add(commit);
    }

    private void occupied(int lane) {
        Probe last = lanes.get(lane);
        assertThat(last == null || last.ended()).as("lane %d is free", lane).isTrue();
    }
}
