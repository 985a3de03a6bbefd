package dev.godwit.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.plan.spec.Window;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WindowTest {

    private static final Window NIGHT = Window.parse("22:00-6:00 Europe/Paris");

    @Test
    void goesOverMidnight() {
        assertThat(NIGHT.open(Instant.parse("2026-11-23T20:59:59Z"))).isFalse();
        assertThat(NIGHT.open(Instant.parse("2026-11-23T21:00:00Z"))).isTrue();
        assertThat(NIGHT.open(Instant.parse("2026-11-24T04:59:59Z"))).isTrue();
        assertThat(NIGHT.open(Instant.parse("2026-11-24T05:00:00Z"))).isFalse();
    }

    @Test
    void saysWhenItOpensNext() {
        assertThat(NIGHT.opens(Instant.parse("2026-11-24T05:00:00Z")))
                .isEqualTo("2026-11-24T21:00:00Z");
        assertThat(Window.parse("10:00-12:00 UTC").opens(Instant.parse("2026-11-24T13:00:00Z")))
                .isEqualTo("2026-11-25T10:00:00Z");
        assertThat(NIGHT.opens(Instant.parse("2026-11-24T00:00:00Z")))
                .isEqualTo("2026-11-24T00:00:00Z");
    }

    @Test
    void keepsToTheLocalClockWhenItChanges() {
        // On 2026-10-25 the clocks of Paris go back: 22:00 is 21:00Z from then on, 20:00Z before.
        assertThat(NIGHT.opens(Instant.parse("2026-10-24T12:00:00Z")))
                .isEqualTo("2026-10-24T20:00:00Z");
        assertThat(NIGHT.opens(Instant.parse("2026-10-25T12:00:00Z")))
                .isEqualTo("2026-10-25T21:00:00Z");
    }

    @Test
    void refusesWhatIsNoWindow() {
        for (String text :
                new String[] {
                    "at night",
                    "22:00-06:00",
                    "22:00-22:00 UTC",
                    "25:00-06:00 UTC",
                    "22:00-06:00 Mars/Base"
                }) {
            assertThatThrownBy(() -> Window.parse(text))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
