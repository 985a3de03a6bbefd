package dev.godwit.workflow.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.workflow.Outcome;
import org.junit.jupiter.api.Test;

/**
 * What a run costs in events: a share for each of its steps, and eight for each five minutes of
 * work. Rows do not matter.
 */
class EventsTest {

    /** 100 million rows at 37,000 a second, the slowest that was measured of polite. */
    private static final int SLICES = 100_000_000 / 37_000 / 300 + 1;

    private static final int OF_A_SLICE = 8;

    @Test
    void aHundredMillionRowsTakeFewerThanFiveHundred() {
        int few = eventsOf(2);
        int many = eventsOf(2 + SLICES);

        assertThat(many).isLessThan(500);
        assertThat(many - few).isLessThanOrEqualTo(SLICES * OF_A_SLICE);
    }

    private int eventsOf(int slices) {
        try (Harness one = new Harness()) {
            one.target.slices = slices;
            assertThat(one.run().outcome()).isEqualTo(Outcome.DONE);
            return one.history("").getEvents().size();
        }
    }
}
