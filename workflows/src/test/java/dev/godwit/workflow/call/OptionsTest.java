package dev.godwit.workflow.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.workflow.FailureType;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {

    private static final List<ActivityOptions> ALL =
            List.of(
                    Options.brief("shop", "s"),
                    Options.statement("shop", "s"),
                    Options.slice("shop", "s"),
                    Options.fewTries("shop", "s"));

    @Test
    void everyCallWaitsForACancelledActivityToEndAndRetriesOnTheTargetsQueue() {
        assertThat(ALL)
                .allSatisfy(
                        options -> {
                            assertThat(options.getCancellationType())
                                    .isEqualTo(
                                            ActivityCancellationType.WAIT_CANCELLATION_COMPLETED);
                            assertThat(options.getTaskQueue()).isEqualTo("godwit.shop");
                            assertThat(options.getStartToCloseTimeout()).isPositive();
                            assertThat(options.getScheduleToCloseTimeout()).isNull();
                            assertThat(options.getRetryOptions().getMaximumInterval())
                                    .isEqualTo(Options.LAST_RETRY);
                            assertThat(options.getRetryOptions().getDoNotRetry())
                                    .containsExactlyInAnyOrder(
                                            Arrays.stream(FailureType.values())
                                                    .map(Enum::name)
                                                    .toArray(String[]::new));
                        });
    }

    @Test
    void longWorkHeartbeatsAndIsTriedWithoutEnd() {
        for (ActivityOptions options : List.of(ALL.get(1), ALL.get(2))) {
            assertThat(options.getHeartbeatTimeout()).isEqualTo(Options.HEARTBEAT);
            assertThat(options.getRetryOptions().getMaximumAttempts()).isZero();
        }
        assertThat(Options.SLICE).isGreaterThan(Options.SLICE_BUDGET);
    }

    @Test
    void summariesAreCutBetweenCharactersAtTheServersLimit() {
        assertThat(Summary.of("short")).isEqualTo("short");
        String cut = Summary.of("ü\uD83D\uDE00".repeat(60));
        assertThat(cut.getBytes(StandardCharsets.UTF_8).length).isBetween(195, Summary.MAX_BYTES);
        assertThat(cut).endsWith("...").doesNotContain("\uFFFD");
        assertThat(new String(cut.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(cut);
    }
}
