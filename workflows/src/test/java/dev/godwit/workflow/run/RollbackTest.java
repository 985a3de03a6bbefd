package dev.godwit.workflow.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.workflow.Contract;
import dev.godwit.workflow.FailureType;
import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.Phase;
import dev.godwit.workflow.RollbackWorkflow;
import dev.godwit.workflow.activity.undo.UndoInput;
import dev.godwit.workflow.message.Finding;
import dev.godwit.workflow.message.MigrationReport;
import dev.godwit.workflow.message.ReadInput;
import dev.godwit.workflow.message.RollbackInput;
import dev.godwit.workflow.message.UndoneStep;
import dev.godwit.workflow.message.history.History;
import dev.godwit.workflow.operator.ReadWorkflow;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RollbackTest {

    private static final RollbackInput INPUT =
            new RollbackInput(
                    Contract.VERSION, "shop", "shop", "split", "ann@desk", "wrong names", true);

    private final Harness godwit = new Harness();

    @AfterEach
    void close() {
        godwit.close();
    }

    @Test
    void takesBackARunThatIsDone() {
        assertThat(godwit.run().outcome()).isEqualTo(Outcome.DONE);
        int before = godwit.target.calls().size();

        MigrationReport report = rollback();

        assertThat(report.outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(report.phase()).isEqualTo(Phase.ROLLED_BACK);
        assertThat(report.note()).isEqualTo("the old names are gone\ncomments are lost with them");
        assertThat(report.undone()).extracting(UndoneStep::step).containsExactly(5, 4, 1);
        List<String> calls = godwit.target.calls();
        assertThat(calls.subList(before, calls.size()))
                .containsExactly("planUndo", "undo 5", "undo 4", "undo 1", "finish rolled_back");
        assertThat(godwit.target.undos)
                .containsExactly(new UndoInput("shop", "split", "ann@desk", "wrong names"));
    }

    @Test
    void undoesTheOtherStepsWhenOneCannotBeUndone() {
        godwit.target.fail("undo 4", 1, FailureType.PERMANENT);

        MigrationReport report = rollback();

        assertThat(report.outcome()).isEqualTo(Outcome.ROLLBACK_INCOMPLETE);
        assertThat(report.phase()).isEqualTo(Phase.ROLLING_BACK);
        assertThat(report.undone())
                .containsExactly(
                        new UndoneStep(5, "step 5 of the test", true, "done"),
                        new UndoneStep(4, "step 4 of the test", false, "undo 4 failed"),
                        new UndoneStep(1, "step 1 of the test", true, "done"));
        assertThat(report.problems()).extracting(Finding::what).containsExactly("undo 4 failed");
        assertThat(godwit.target.calls()).endsWith("undo 1", "finish rollback_incomplete");
    }

    @Test
    void isIncompleteWhenNobodyCanSayWhatThereIsToUndo() {
        godwit.target.fail("planUndo", 1, FailureType.BUG);

        MigrationReport report = rollback();

        assertThat(report.outcome()).isEqualTo(Outcome.ROLLBACK_INCOMPLETE);
        assertThat(report.problems()).extracting(Finding::what).containsExactly("planUndo failed");
    }

    @Test
    void saysThatTheTargetKnowsNoSuchRun() {
        godwit.target.unknownRun = true;

        MigrationReport report = rollback();

        assertThat(report.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(report.problems()).extracting(Finding::code).containsExactly("GW-392");
        assertThat(godwit.target.calls()).containsExactly("planUndo");
    }

    @Test
    void readsTheTargetsOwnRecord() {
        History history =
                godwit.stub(ReadWorkflow.class, "godwit-read/shop/1")
                        .read(new ReadInput(Contract.VERSION, "shop", "shop", ""));

        assertThat(history.runs()).isEmpty();
        assertThat(godwit.target.calls()).containsExactly("read");
    }

    private MigrationReport rollback() {
        return godwit.stub(RollbackWorkflow.class, Harness.RUN).rollback(INPUT);
    }
}
