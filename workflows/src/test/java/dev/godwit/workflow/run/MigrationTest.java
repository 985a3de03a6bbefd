package dev.godwit.workflow.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.workflow.Attributes;
import dev.godwit.workflow.Contract;
import dev.godwit.workflow.FailureType;
import dev.godwit.workflow.MigrationWorkflow;
import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.Phase;
import dev.godwit.workflow.activity.Prepared.Verdict;
import dev.godwit.workflow.message.Finding;
import dev.godwit.workflow.message.MigrationInput;
import dev.godwit.workflow.message.MigrationReport;
import io.temporal.client.WorkflowStub;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MigrationTest {

    private final Harness godwit = new Harness();

    @AfterEach
    void close() {
        godwit.close();
    }

    @Test
    void goesThroughThePhasesInOrder() {
        MigrationReport report = godwit.run();

        assertThat(report)
                .isEqualTo(
                        new MigrationReport(
                                "shop/split",
                                Outcome.DONE,
                                Phase.DONE,
                                2000,
                                0,
                                2000,
                                0,
                                List.of(),
                                List.of(),
                                List.of(),
                                ""));
        assertThat(godwit.target.calls())
                .containsExactly(
                        "prepare",
                        "enter snapshot",
                        "snapshot",
                        "enter apply",
                        "run 1",
                        "enter backfill",
                        "fill 2.0",
                        "fill 2.0",
                        "enter verify",
                        "verify 3.0",
                        "verify 3.0",
                        "prove",
                        "enter constrain",
                        "run 4",
                        "enter hold",
                        "renew",
                        "enter contract",
                        "run 5",
                        "finish done");
    }

    @Test
    void keepsPhaseAndOutcomeInTheSearchAttributes() {
        MigrationWorkflow run = godwit.start();
        godwit.result(run);

        var attributes = WorkflowStub.fromTyped(run).describe().getTypedSearchAttributes();
        assertThat(attributes.get(Attributes.PHASE)).isEqualTo("done");
        assertThat(attributes.get(Attributes.OUTCOME)).isEqualTo("done");
    }

    @Test
    void runsOnAServerWithoutTheSearchAttributes() {
        MigrationWorkflow run = godwit.stub(MigrationWorkflow.class, Harness.RUN);

        assertThat(run.migrate(Plans.input(false)).outcome()).isEqualTo(Outcome.DONE);
        assertThat(godwit.history("").toJson(false)).doesNotContain("UPSERT");
    }

    @Test
    void isDoneAtOnceWhenThePlanWasAppliedBefore() {
        godwit.target.prepared = Plans.verdict(Verdict.ALREADY_APPLIED);

        MigrationReport report = godwit.run();

        assertThat(report.outcome()).isEqualTo(Outcome.DONE);
        assertThat(report.note()).isEqualTo("already applied");
        assertThat(godwit.target.calls()).containsExactly("prepare");
    }

    @Test
    void saysWhyAPlanIsRejectedOrRefused() {
        Finding why = new Finding("GW-201", "no such column", "split.yaml:4", "typo", "mend it");
        godwit.target.prepared = Plans.verdict(Verdict.REJECTED, why);

        MigrationReport report = godwit.run();

        assertThat(report.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(report.problems()).containsExactly(why);

        godwit.target.prepared = Plans.verdict(Verdict.REFUSED, why);
        assertThat(godwit.run().outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(godwit.target.calls()).containsExactly("prepare", "prepare");
    }

    @Test
    void refusesAStarterThatIsNewerThanTheWorker() {
        MigrationInput input = Plans.input(false);
        MigrationInput newer =
                new MigrationInput(
                        Contract.VERSION + 1,
                        input.target(),
                        input.queue(),
                        input.plan(),
                        input.source(),
                        input.text(),
                        input.hash(),
                        input.actor(),
                        false);

        MigrationReport report = godwit.stub(MigrationWorkflow.class, Harness.RUN).migrate(newer);

        assertThat(report.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(report.problems()).extracting(Finding::code).containsExactly("GW-393");
        assertThat(godwit.target.calls()).isEmpty();
    }

    @Test
    void showsItsFiguresAndItsWaitToWhoeverAsks() {
        godwit.target.fail("run 4", 1, FailureType.LOCKED);
        MigrationWorkflow run = godwit.start();

        var progress = godwit.awaitWait(run);

        assertThat(progress.outcome()).isEqualTo(Outcome.WAITING);
        assertThat(progress.phase()).isEqualTo(Phase.CONSTRAIN);
        assertThat(progress.rows()).isEqualTo(2000);
        assertThat(progress.compared()).isEqualTo(2000);
        assertThat(progress.next())
                .containsExactly("godwit resume shop/split", "godwit rollback shop/split");
        assertThat(progress.problems())
                .containsExactly(
                        new Finding("GW-300", "run 4 failed", "here", "it was told to", "try"));
        run.resume(Harness.ANN);
        assertThat(godwit.result(run).outcome()).isEqualTo(Outcome.DONE);
    }
}
