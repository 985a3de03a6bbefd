package dev.godwit.workflow.upgrade.course;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.workflow.upgrade.activity.Judged;
import dev.godwit.workflow.upgrade.activity.Judged.Kind;
import dev.godwit.workflow.upgrade.activity.Ladder;
import dev.godwit.workflow.upgrade.activity.Ladder.Rung;
import dev.godwit.workflow.upgrade.activity.Survey;
import dev.godwit.workflow.upgrade.search.Bump;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class CourseTest {

    /** A commit is the versions it declares, as text. */
    private static final class Project implements Steps {
        final Function<TreeMap<String, String>, Kind> rule;
        final List<Ladder> ladders = new ArrayList<>();
        final List<String> kept = new ArrayList<>();
        int probes;
        boolean steady = true;

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

        @Override
        public Judged probe(String commit, List<Bump> bumps, List<String> recipes) {
            probes++;
            TreeMap<String, String> versions = new TreeMap<>();
            for (String declared : commit.isEmpty() ? new String[0] : commit.split(" ")) {
                versions.put(declared.split("=")[0], declared.split("=")[1]);
            }
            bumps.forEach(bump -> versions.put(bump.name(), bump.to()));
            Kind kind = rule.apply(versions);
            List<String> words = new ArrayList<>();
            versions.forEach((name, version) -> words.add(name + "=" + version));
            boolean passed = kind == Kind.GREEN || kind == Kind.FLAKY;
            String note = passed ? "" : "exit 1";
            return new Judged(kind, passed ? String.join(" ", words) : "", note, "", false);
        }

        @Override
        public boolean steady(String commit) {
            return steady;
        }

        @Override
        public Survey survey(String commit) {
            return new Survey(ladders, List.of());
        }

        @Override
        public void keep(String commit) {
            kept.add(commit);
        }
    }

    private static List<String> words(Project project, boolean majors) {
        Ledger ledger = new Ledger();
        new Course(project, "", majors, List.of(), ledger).go();
        return words(ledger);
    }

    private static List<String> words(Ledger ledger) {
        return ledger.fates().stream()
                .map(fate -> fate.name() + " " + fate.to() + " " + fate.kind())
                .toList();
    }

    @Test
    void aRedBaselineEndsItBeforeAnythingIsTried() {
        Project project = new Project(versions -> Kind.RED).ladder("a", "1.0", "1.1");
        Course.Arrival arrival = new Course(project, "", true, List.of(), new Ledger()).go();
        assertThat(arrival.baseline().green()).isFalse();
        assertThat(project.probes).isOne();
        assertThat(project.kept).isEmpty();
    }

    @Test
    void climbsMajorsOneRungAtATimeOnTopOfTheMinorSet() {
        Project project =
                new Project(versions -> Kind.GREEN)
                        .ladder("a", "1.0", "1.1", "2.0", "3.0")
                        .ladder("b", "1.0", "2.0");
        Ledger ledger = new Ledger();
        Course.Arrival arrival = new Course(project, "", true, List.of(), ledger).go();
        assertThat(project.kept).containsExactly("a=1.1", "a=2.0 b=2.0", "a=3.0 b=2.0");
        assertThat(arrival.head()).isEqualTo("a=3.0 b=2.0");
        assertThat(words(ledger))
                .containsExactly(
                        "a 1.1 APPLIED", "a 2.0 APPLIED", "b 2.0 APPLIED", "a 3.0 APPLIED");
    }

    @Test
    void leavesMajorsAloneWhenOnlyMinorOnesAreWanted() {
        Project project = new Project(versions -> Kind.GREEN).ladder("a", "1.0", "1.1", "2.0");
        assertThat(words(project, false)).containsExactly("a 1.1 APPLIED");
    }

    @Test
    void aBrokenRungIsPassedOverWhenTheOneAboveItWorks() {
        Project project =
                new Project(versions -> "2.0".equals(versions.get("a")) ? Kind.RED : Kind.GREEN)
                        .ladder("a", "1.0", "1.1", "2.0", "3.0");
        assertThat(words(project, true))
                .containsExactly("a 1.1 APPLIED", "a 2.0 SKIPPED", "a 3.0 APPLIED");
    }

    @Test
    void aCulpritThatIsLeftWhenAllOthersWereKeptIsKnown() {
        Project project =
                new Project(versions -> "1.1".equals(versions.get("c")) ? Kind.RED : Kind.GREEN)
                        .ladder("a", "1.0", "1.1")
                        .ladder("b", "1.0", "1.1")
                        .ladder("c", "1.0", "1.1");
        assertThat(words(project, false))
                .containsExactly("a 1.1 APPLIED", "b 1.1 APPLIED", "c 1.1 QUARANTINED");
    }

    @Test
    void whatCannotBeInstalledIsHeld() {
        Project project =
                new Project(versions -> versions.isEmpty() ? Kind.GREEN : Kind.UNBUILDABLE)
                        .ladder("a", "1.0", "2.0");
        assertThat(words(project, true)).containsExactly("a 2.0 HELD");
    }

    @Test
    void inAProjectThatIsFlakyByItselfAPassIsAPass() {
        Project project =
                new Project(versions -> versions.isEmpty() ? Kind.GREEN : Kind.FLAKY)
                        .ladder("a", "1.0", "1.1");
        assertThat(words(project, true)).containsExactly("a 1.1 UNRESOLVED");
        project.steady = false;
        assertThat(words(project, true)).containsExactly("a 1.1 APPLIED");
    }

    @Test
    void whatIsFlakyIsUnresolvedAndWhatGoesTogetherIsCoupled() {
        Project project =
                new Project(
                                versions -> {
                                    if ("1.1".equals(versions.get("f"))) {
                                        return Kind.FLAKY;
                                    }
                                    return versions.containsKey("a") == versions.containsKey("z")
                                            ? Kind.GREEN
                                            : Kind.RED;
                                })
                        .ladder("a", "1.0", "1.1")
                        .ladder("f", "1.0", "1.1")
                        .ladder("z", "1.0", "1.1");
        assertThat(words(project, false))
                .containsExactlyInAnyOrder("a 1.1 COUPLED", "z 1.1 COUPLED", "f 1.1 UNRESOLVED");
    }
}
