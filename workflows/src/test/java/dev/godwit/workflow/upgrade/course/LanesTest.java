package dev.godwit.workflow.upgrade.course;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.workflow.upgrade.activity.Judged.Kind;
import dev.godwit.workflow.upgrade.message.Fate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Several probes at the same time decide what one after the other would. */
class LanesTest {

    private static Project working(int packages, Predicate<Set<String>> works) {
        return judged(packages, versions -> works.test(versions.keySet()) ? Kind.GREEN : Kind.RED);
    }

    private static Project judged(int packages, Function<TreeMap<String, String>, Kind> rule) {
        Project project = new Project(rule);
        IntStream.range(0, packages).forEach(i -> project.ladder("p" + i, "1.0", "1.1"));
        return project;
    }

    private static List<Fate> fates(Project project, int lanes) {
        Ledger ledger = new Ledger();
        new Course(project, "", false, List.of(), lanes, ledger).go();
        return ledger.fates();
    }

    /** Culprits, needs and exclusions among packages, some of which cannot be installed. */
    private static Function<TreeMap<String, String>, Kind> planted(Random random, int packages) {
        List<Predicate<Set<String>>> rules = new ArrayList<>();
        for (int rule = random.nextInt(5); rule > 0; rule--) {
            String one = "p" + random.nextInt(packages);
            String other = "p" + random.nextInt(packages);
            rules.add(
                    switch (random.nextInt(4)) {
                        case 0, 1 -> moved -> !moved.contains(one);
                        case 2 -> moved -> !moved.contains(one) || moved.contains(other);
                        default -> moved -> !(moved.contains(one) && moved.contains(other));
                    });
        }
        String odd = "p" + random.nextInt(packages);
        Kind how = List.of(Kind.GREEN, Kind.UNBUILDABLE, Kind.FLAKY).get(random.nextInt(3));
        return versions -> {
            if (rules.stream().anyMatch(rule -> !rule.test(versions.keySet()))) {
                return Kind.RED;
            }
            return versions.containsKey(odd) ? how : Kind.GREEN;
        };
    }

    @Test
    void decidesWhatOneAfterTheOtherWouldWhateverEndsFirst() {
        for (int seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            int packages = 1 + random.nextInt(24);
            Function<TreeMap<String, String>, Kind> rule = planted(random, packages);
            boolean steady = random.nextBoolean();
            Project alone = judged(packages, rule);
            alone.steady = steady;
            List<Fate> expected = fates(alone, 1);
            assertThat(alone.most).isOne();
            assertThat(alone.dropped).isZero();
            for (int lanes = 2; lanes <= 4; lanes++) {
                Project beside = judged(packages, rule);
                beside.steady = steady;
                beside.takes = kind -> 1 + random.nextInt(5);
                assertThat(fates(beside, lanes)).as("seed %d", seed).isEqualTo(expected);
                // The search was given the same answers about the same states, in its order.
                assertThat(beside.asked).isEqualTo(alone.asked.subList(1, alone.asked.size()));
                assertThat(beside.kept).isEqualTo(alone.kept);
                assertThat(beside.most).isLessThanOrEqualTo(lanes);
            }
        }
    }

    @Test
    void theSameVerdictsInTheSameOrderLeadToTheSameProbes() {
        Predicate<Set<String>> works = moved -> !moved.contains("p3") && !moved.contains("p11");
        Project one = working(20, works);
        Project other = working(20, works);
        assertThat(fates(one, 3)).isEqualTo(fates(other, 3));
        assertThat(other.now).isEqualTo(one.now);
        assertThat(other.dropped).isEqualTo(one.dropped);
    }

    @Test
    void aSecondLaneSavesTimeAndAFourthMore() {
        int[] time = new int[5];
        int[] asked = new int[5];
        int[] dropped = new int[5];
        for (int lanes = 1; lanes <= 4; lanes++) {
            for (int culprit = 0; culprit < 20; culprit++) {
                String bad = "p" + culprit;
                Project project = working(20, moved -> !moved.contains(bad));
                fates(project, lanes);
                time[lanes] += project.now;
                asked[lanes] += project.probes;
                dropped[lanes] += project.dropped;
            }
        }
        assertThat(time[2]).isLessThan(time[1] * 3 / 4);
        assertThat(time[4]).isLessThan(time[2]);
        assertThat(dropped[2]).as("in vain").isLessThan(asked[2] / 4);
        assertThat(dropped[4]).as("in vain").isLessThan(asked[4] / 2);
    }

    @Test
    void nothingIsTriedInVainWhenEverythingWorks() {
        Project project = working(40, moved -> true);
        fates(project, 4);
        assertThat(project.most).isOne();
        assertThat(project.dropped).isZero();
    }

    @Test
    void whatCannotBeBuiltBesideItselfIsBuiltOneAfterTheOther() {
        Project project = working(20, moved -> !moved.contains("p3"));
        project.beside = Kind.RED;
        fates(project, 4);
        assertThat(project.most).isOne();
        assertThat(project.asked.getFirst()).isEmpty();
    }

    /** The scenarios of bench/upgrades; its README has these numbers. */
    @Test
    void aSearchRunsTheTestsThisOften() {
        Project one = working(20, moved -> !moved.contains("p6"));
        fates(one, 1);
        Project three =
                working(
                        40,
                        moved -> Set.of("p4", "p17", "p32").stream().noneMatch(moved::contains));
        fates(three, 1);
        Project pair =
                working(
                        20,
                        moved ->
                                !moved.contains("p3")
                                        && moved.contains("p6") == moved.contains("p14"));
        fates(pair, 1);

        assertThat(List.of(one.looked, three.looked, pair.looked)).containsExactly(11, 35, 29);
    }
}
