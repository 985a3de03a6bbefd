package dev.godwit.workflow.upgrade.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SearchTest {

    /** A project of which a predicate over the moved packages says whether its tests are green. */
    private static final class Project implements Prober {
        final Predicate<Set<String>> works;
        final Set<String> moved = new HashSet<>();
        int probes;

        Project(Predicate<Set<String>> works) {
            this.works = works;
        }

        @Override
        public boolean green(List<Group> groups, Outlook outlook) {
            probes++;
            Set<String> whole = new HashSet<>(moved);
            groups.forEach(group -> whole.add(group.name()));
            return works.test(whole);
        }

        @Override
        public void keep(List<Group> groups) {
            groups.forEach(group -> assertThat(moved.add(group.name())).isTrue());
            assertThat(works.test(moved)).isTrue();
        }

        Settlement settle(int packages) {
            return new Search(this)
                    .settle(
                            IntStream.range(0, packages)
                                    .mapToObj(i -> Group.of(new Bump("p" + i, "1.0.0", "1.1.0")))
                                    .toList());
        }
    }

    private static List<String> names(List<Group> groups) {
        return groups.stream().map(Group::name).sorted().toList();
    }

    @Test
    void oneProbeDoesWhenEverythingWorks() {
        Project project = new Project(moved -> true);
        Settlement settled = project.settle(40);
        assertThat(project.probes).isOne();
        assertThat(settled.kept()).hasSize(1);
        assertThat(settled.held()).isEmpty();
    }

    @Test
    void findsOneCulpritOfTwentyInFewerProbesThanPackages() {
        for (int culprit = 0; culprit < 20; culprit++) {
            String bad = "p" + culprit;
            Project project = new Project(moved -> !moved.contains(bad));
            Settlement settled = project.settle(20);
            assertThat(names(settled.held())).containsExactly(bad);
            assertThat(project.moved).hasSize(19);
            assertThat(project.probes).isLessThanOrEqualTo(11);
        }
    }

    @Test
    void findsThreeCulpritsOfForty() {
        Set<String> bad = Set.of("p3", "p17", "p38");
        Project project = new Project(moved -> moved.stream().noneMatch(bad::contains));
        Settlement settled = project.settle(40);
        assertThat(names(settled.held())).containsExactlyInAnyOrderElementsOf(bad);
        assertThat(project.moved).hasSize(37);
        assertThat(project.probes).isLessThan(40);
    }

    @Test
    void aPairThatOnlyMovesTogetherIsFoundBesideACulprit() {
        Project project =
                new Project(
                        moved ->
                                moved.contains("p1") == moved.contains("p18")
                                        && !moved.contains("p9"));
        Settlement settled = project.settle(20);
        assertThat(names(settled.held())).containsExactly("p9");
        assertThat(settled.coupled()).hasSize(1);
        assertThat(names(settled.coupled().getFirst())).containsExactly("p1", "p18");
    }

    @Test
    void twoThatExcludeEachOtherCostOnlyOneOfThem() {
        Project project = new Project(moved -> !(moved.contains("p2") && moved.contains("p7")));
        Settlement settled = project.settle(10);
        assertThat(settled.held()).hasSize(1);
        assertThat(project.moved).hasSize(9);
    }

    @Test
    void whatFailedForWantOfALaterOneIsTriedAgain() {
        Project project =
                new Project(
                        moved ->
                                (!moved.contains("p0") || moved.contains("p9"))
                                        && !moved.contains("p5"));
        Settlement settled = project.settle(10);
        assertThat(names(settled.held())).containsExactly("p5");
        assertThat(settled.coupled()).isEmpty();
    }

    @Test
    void keepsNothingWhenNothingWorks() {
        Project project = new Project(Set::isEmpty);
        Settlement settled = project.settle(4);
        assertThat(settled.kept()).isEmpty();
        assertThat(settled.held()).hasSize(4);
    }

    @Test
    void whatIsHeldIsRedOnTopOfTheResultWhateverThePlantedRules() {
        Random random = new Random(20_261);
        for (int round = 0; round < 500; round++) {
            int packages = 2 + random.nextInt(30);
            List<Predicate<Set<String>>> rules = new ArrayList<>();
            for (int rule = random.nextInt(4); rule > 0; rule--) {
                String one = "p" + random.nextInt(packages);
                String other = "p" + random.nextInt(packages);
                rules.add(
                        switch (random.nextInt(3)) {
                            case 0 -> moved -> !moved.contains(one);
                            case 1 -> moved -> !moved.contains(one) || moved.contains(other);
                            default -> moved -> !(moved.contains(one) && moved.contains(other));
                        });
            }
            Project project =
                    new Project(moved -> rules.stream().allMatch(rule -> rule.test(moved)));
            Settlement settled = project.settle(packages);
            assertThat(project.moved.size() + settled.held().size()).isEqualTo(packages);
            assertThat(project.works.test(project.moved)).isTrue();
            for (Group held : settled.held()) {
                assertThat(project.green(List.of(held), new Outlook(List.of(), List.of())))
                        .as("%s in round %d", held, round)
                        .isFalse();
            }
        }
    }
}
