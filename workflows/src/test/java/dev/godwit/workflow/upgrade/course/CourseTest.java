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
    void aBrokenRungIsPassedOverWhenTheOneAboveItWorks() {
        Project project =
                new Project(versions -> "2.0".equals(versions.get("a")) ? Kind.RED : Kind.GREEN)
                        .ladder("a", "1.0", "1.1", "2.0", "3.0");
        assertThat(words(project, true))
                .containsExactly("a 1.1 APPLIED", "a 2.0 SKIPPED", "a 3.0 APPLIED");
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
