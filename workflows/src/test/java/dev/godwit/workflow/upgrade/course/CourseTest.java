package dev.godwit.workflow.upgrade.course;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.workflow.upgrade.activity.Judged.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class CourseTest {

    private static List<String> words(Project project, boolean majors) {
        Ledger ledger = new Ledger();
        new Course(project, "", majors, List.of(), 1, ledger).go();
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
        Course.Arrival arrival = new Course(project, "", true, List.of(), 1, new Ledger()).go();
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
        Course.Arrival arrival = new Course(project, "", true, List.of(), 1, ledger).go();
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
    void whatARecipeHasMovedIsAdoptedAndARungAboveItBeginsThere() {
        Project project =
                new Project(versions -> Kind.GREEN)
                        .ladder("a", "1.0", "1.1", "2.0", "3.0")
                        .ladder("b", "1.0", "2.0")
                        .ladder("c", "1.0", "2.0");
        project.rewritten.put("a", "2.0");
        project.rewritten.put("b", "1.5");
        project.rewritten.put("c", "2.7");
        Ledger ledger = new Ledger();
        new Course(project, "", true, List.of("rewrite"), 1, ledger).go();
        assertThat(ledger.fates())
                .filteredOn(fate -> !fate.name().equals("rewrite"))
                .extracting(
                        fate ->
                                "%s %s -> %s %s %s"
                                        .formatted(
                                                fate.name(),
                                                fate.from(),
                                                fate.to(),
                                                fate.kind(),
                                                fate.reason()))
                .containsExactly(
                        "a 1.0 -> 1.1 APPLIED ",
                        "a 1.1 -> 2.0 ADOPTED moved by recipe rewrite",
                        "c 1.0 -> 2.7 ADOPTED moved by recipe rewrite",
                        "b 1.5 -> 2.0 APPLIED ",
                        "a 2.0 -> 3.0 APPLIED ");
        assertThat(project.kept.getLast()).isEqualTo("a=3.0 b=2.0 c=2.7");
    }

    @Test
    void whatWasRedByItselfAndCameWithARecipeIsAdopted() {
        Project project =
                new Project(
                                versions ->
                                        "1.1".equals(versions.get("a"))
                                                        && !versions.containsKey("helper")
                                                ? Kind.RED
                                                : Kind.GREEN)
                        .ladder("a", "1.0", "1.1");
        project.rewritten.put("a", "1.1");
        project.rewritten.put("helper", "1.0");
        Ledger ledger = new Ledger();
        new Course(project, "", false, List.of("rewrite"), 1, ledger).go();
        assertThat(words(ledger)).containsExactly("rewrite  APPLIED", "a 1.1 ADOPTED");
    }

    @Test
    void aRecipeThatIsRedByItselfIsAppliedWithTheMajorThatNeedsIt() {
        Project project =
                new Project(
                                versions ->
                                        "2.0".equals(versions.get("a"))
                                                        == versions.containsKey("new-code")
                                                ? Kind.GREEN
                                                : Kind.RED)
                        .ladder("a", "1.0", "2.0");
        project.rewritten.put("new-code", "1");
        Ledger ledger = new Ledger();
        new Course(project, "", true, List.of("rewrite"), 1, ledger).go();
        assertThat(words(ledger)).containsExactly("rewrite  APPLIED", "a 2.0 APPLIED");
        assertThat(ledger.fates().getFirst().reason()).isEqualTo("with a");
    }

    @Test
    void whatIsNotDeclaredAnyMoreIsNotTried() {
        Project project = new Project(versions -> Kind.GREEN).ladder("a", "1.0", "2.0", "3.0");
        project.rewritten.put("a", "gone");
        Ledger ledger = new Ledger();
        new Course(project, "", true, List.of("rewrite"), 1, ledger).go();
        assertThat(words(ledger)).containsExactly("rewrite  APPLIED", "a 3.0 SKIPPED");
        assertThat(project.looks).isOne();
    }

    @Test
    void whatMovedIsTracedToItsChangelog() {
        Project project =
                new Project(versions -> "2.0".equals(versions.get("a")) ? Kind.RED : Kind.GREEN)
                        .ladder("a", "1.0", "1.1", "2.0");
        Ledger ledger = new Ledger();
        new Course(project, "", true, List.of(), 1, ledger).go();
        assertThat(ledger.fates())
                .extracting(fate -> fate.to() + " " + fate.changelog().url())
                .containsExactly("1.1 https://x.org/1.1", "2.0 ");
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
    void theLastOneOfManyIsBlamedForWhatItHasShown() {
        Project project =
                new Project(versions -> versions.containsKey("c") ? Kind.RED : Kind.GREEN)
                        .ladder("a", "1.0", "1.1")
                        .ladder("b", "1.0", "1.1")
                        .ladder("c", "1.0", "1.1");
        Ledger ledger = new Ledger();
        new Course(project, "", false, List.of(), 1, ledger).go();
        assertThat(words(ledger))
                .containsExactly("a 1.1 APPLIED", "b 1.1 APPLIED", "c 1.1 QUARANTINED");
        assertThat(ledger.fates().getLast().log()).isEqualTo("a=1.1 b=1.1 c=1.1");
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
