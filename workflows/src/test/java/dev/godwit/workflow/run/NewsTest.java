package dev.godwit.workflow.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.workflow.FailureType;
import dev.godwit.workflow.MigrationWorkflow;
import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.activity.gate.Gate.Kind;
import dev.godwit.workflow.operator.Notice;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NewsTest {

    private final Harness godwit = new Harness();

    @AfterEach
    void close() {
        godwit.close();
    }

    @Test
    void tellsThatARunWaitsAndThatItIsDone() {
        godwit.target.prepared = Plans.told(Plans.gate("CONTRACT", Kind.APPROVAL, Duration.ZERO));
        MigrationWorkflow run = godwit.start();
        godwit.awaitWait(run);
        run.approve(Harness.ANN);
        godwit.result(run);

        awaitNews(2);
        assertThat(godwit.operator.news)
                .extracting(Notice::outcome)
                .containsExactlyInAnyOrder(Outcome.WAITING, Outcome.DONE);
        assertThat(godwit.operator.news)
                .filteredOn(notice -> notice.outcome() == Outcome.WAITING)
                .singleElement()
                .satisfies(
                        notice -> {
                            assertThat(notice.text())
                                    .isEqualTo(
                                            "shop/split: waiting for an approval before contract");
                            assertThat(notice.next()).contains("godwit approve shop/split");
                        });
    }

    @Test
    void tellsOfAFailureThatWaitsForAPersonAndOfTheRollback() {
        godwit.target.prepared = Plans.told(Plans.split());
        godwit.target.fail("run 4", 1, FailureType.LOCKED);
        MigrationWorkflow run = godwit.start();
        godwit.awaitWait(run);
        run.abort(Harness.ANN);
        godwit.result(run);

        awaitNews(2);
        assertThat(godwit.operator.news)
                .extracting(Notice::outcome)
                .containsExactlyInAnyOrder(Outcome.FAILED, Outcome.ROLLED_BACK);
    }

    @Test
    void isNotHeldUpByAReceiverThatIsAway() {
        godwit.target.prepared = Plans.told(Plans.split());
        godwit.operator.away = true;

        assertThat(godwit.run().outcome()).isEqualTo(Outcome.DONE);

        godwit.operator.away = false;
        awaitNews(1);
    }

    @Test
    void tellsNobodyWhenNobodyAsked() {
        assertThat(godwit.run().outcome()).isEqualTo(Outcome.DONE);
        assertThat(godwit.operator.news).isEmpty();
    }

    private void awaitNews(int count) {
        for (int i = 0; i < 1500 && godwit.operator.news.size() < count; i++) {
            Harness.pause();
        }
        assertThat(godwit.operator.news).hasSize(count);
    }
}
