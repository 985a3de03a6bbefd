package dev.godwit.workflow.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.workflow.FailureType;
import dev.godwit.workflow.MigrationWorkflow;
import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.Phase;
import dev.godwit.workflow.activity.slice.Proof;
import dev.godwit.workflow.message.Finding;
import dev.godwit.workflow.message.MigrationReport;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VerifyTest {

    private static final Proof RED = new Proof(false, 2000, 3, "full_name differs");
    private static final String[] AGAIN = {
        "prove", "reopen", "enter backfill", "fill 2.0", "enter verify", "verify 3.0", "prove"
    };

    private final Harness godwit = new Harness();

    @AfterEach
    void close() {
        godwit.close();
    }

    @Test
    void fillsWrongRowsAgainOnceByItself() {
        godwit.target.proofs.add(RED);

        MigrationReport report = godwit.run();

        assertThat(report.outcome()).isEqualTo(Outcome.DONE);
        assertThat(report.mismatches()).isZero();
        assertThat(godwit.target.calls()).containsSubsequence(AGAIN);
        assertThat(godwit.target.calls()).filteredOn("reopen"::equals).hasSize(1);
    }

    @Test
    void waitsWhenRowsAreStillWrongAfterTheRefill() {
        godwit.target.proofs.addAll(List.of(RED, RED));
        MigrationWorkflow run = godwit.start();

        var progress = godwit.awaitWait(run);
        assertThat(progress.phase()).isEqualTo(Phase.VERIFY);
        assertThat(progress.mismatches()).isEqualTo(3);
        assertThat(progress.problems())
                .singleElement()
                .extracting(Finding::what, Finding::because)
                .containsExactly("3 of 2000 rows are wrong", "full_name differs");
        assertThat(godwit.target.calls()).filteredOn("reopen"::equals).hasSize(1);

        run.resume(Harness.ANN);

        assertThat(godwit.result(run).outcome()).isEqualTo(Outcome.DONE);
        assertThat(godwit.target.calls()).filteredOn("reopen"::equals).hasSize(2);
        assertThat(godwit.target.calls()).doesNotContain("planUndo");
    }

    @Test
    void fillsAgainWhenVerifyItselfFailed() {
        godwit.target.fail("verify 3.0", 2, FailureType.PERMANENT);
        MigrationWorkflow run = godwit.start();
        godwit.awaitWait(run);
        run.resume(Harness.ANN);

        assertThat(godwit.result(run).outcome()).isEqualTo(Outcome.DONE);
        assertThat(godwit.target.calls())
                .containsSubsequence("note run.resumed", "reopen", "fill 2.0", "verify 3.0");
    }

    @Test
    void dropsNothingWhenTheProofCannotBeRenewed() {
        godwit.target.renewals.add(new Proof(false, 0, 0, "the trigger was disabled"));
        MigrationWorkflow run = godwit.start();

        var progress = godwit.awaitWait(run);
        assertThat(progress.phase()).isEqualTo(Phase.HOLD);
        assertThat(progress.problems())
                .singleElement()
                .extracting(Finding::because)
                .isEqualTo("the trigger was disabled");
        assertThat(godwit.target.calls()).doesNotContain("enter contract");

        run.resume(Harness.ANN);

        assertThat(godwit.result(run).outcome()).isEqualTo(Outcome.DONE);
        assertThat(godwit.target.calls())
                .containsSubsequence(
                        "renew",
                        "reopen",
                        "enter backfill",
                        "fill 2.0",
                        "verify 3.0",
                        "prove",
                        "enter hold",
                        "renew",
                        "enter contract");
    }

    @Test
    void takesARedRunBackWhenThePlanWantsIt() {
        godwit.target.prepared = Plans.onFailure("rollback");
        godwit.target.proofs.addAll(List.of(RED, RED));

        MigrationReport report = godwit.run();

        assertThat(report.outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(report.problems()).extracting(Finding::code).containsExactly("GW-391");
    }
}
