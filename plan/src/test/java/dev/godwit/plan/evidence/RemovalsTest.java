package dev.godwit.plan.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.Save;
import dev.godwit.plan.step.ScriptWork;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Step;
import dev.godwit.plan.step.Work;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RemovalsTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static ScriptWork.Script script(List<Save> saves, String... statements) {
        return new ScriptWork.Script(
                "default", "2_x", "2", "sum", List.of(statements), saves, LIMIT, null);
    }

    @Test
    void saysWhereWhatIsTakenAwayIsKept() throws Exception {
        Save save = new Save(0, Save.Kind.COLUMN, null, "t", List.of("a"), "", "_godwit_1_saved1");
        assertThat(Removals.of(script(List.of(save), "alter table t drop a")))
                .containsExactly(new Removed("column a of t", "_godwit_1_saved1"));
    }

    @Test
    void saysWhatIsNot() throws Exception {
        assertThat(Removals.of(script(List.of(), "drop table t", "do 'begin end'")))
                .containsExactly(new Removed("table t", ""), new Removed("what DO changes", ""));
        assertThat(Removals.of(new Work.RunSql(List.of("truncate t"))))
                .containsExactly(new Removed("rows of t", ""));
    }

    @Test
    void nothingIsTakenAwayOfWhatTheScriptHasMade() throws Exception {
        assertThat(Removals.of(new Work.RunSql(List.of("create table t ()", "drop table t"))))
                .isEmpty();
        assertThat(Removals.of(new Work.DropIndex(new QualifiedName("public", "i")))).isEmpty();
    }

    @Test
    void aMigrationIsItsNameItsContentAndItsWayBackWhateverThePlanIsCalled() {
        assertThat(Migrated.of(steps("_godwit_aaaa_idx", "drop table u")))
                .singleElement()
                .isEqualTo(Migrated.of(steps("_godwit_bbbb_idx", "drop table u")).getFirst())
                .satisfies(
                        one -> {
                            assertThat(one.name()).isEqualTo("2_x");
                            assertThat(one.others()).containsExactly(1);
                            assertThat(one.back()).isNotEmpty();
                        });
        assertThat(Migrated.of(steps("_godwit_aaaa_idx", "drop table v")).getFirst().back())
                .isNotEqualTo(
                        Migrated.of(steps("_godwit_aaaa_idx", "drop table u")).getFirst().back());
    }

    @Test
    void whatIsOnlyRecordedIsNoMigrationThatWasApplied() {
        Step recorded = step(1, script(List.of()), List.of());
        assertThat(Migrated.of(List.of(recorded))).isEmpty();
    }

    private static List<Step> steps(String reserved, String back) {
        ScriptWork.Script script = script(List.of());
        return List.of(
                step(
                        1,
                        new Work.DropIndex(new QualifiedName("public", "x")),
                        List.of(
                                new Work.DropIndex(new QualifiedName("public", reserved)),
                                new Work.DropIndex(new QualifiedName("public", "i")))),
                step(
                        2,
                        script,
                        List.of(
                                new ScriptWork.Unscript(
                                        "default",
                                        "2_x",
                                        List.of(back),
                                        List.of(),
                                        List.of(),
                                        LIMIT,
                                        null))));
    }

    private static Step step(int number, Work work, List<Work> undo) {
        return new Step(number, Stage.APPLY, "sql", "step " + number, work, undo, List.of());
    }
}
