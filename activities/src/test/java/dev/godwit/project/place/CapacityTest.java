package dev.godwit.project.place;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CapacityTest {

    private static int lanes(int processors, long memory, long disk) {
        return new Capacity(processors, memory << 30, disk << 30).lanes();
    }

    @Test
    void whatIsShortDecides() {
        assertThat(lanes(2, 64, 500)).isEqualTo(1);
        assertThat(lanes(8, 64, 500)).isEqualTo(2);
        assertThat(lanes(64, 64, 500)).isEqualTo(4);
        assertThat(lanes(16, 9, 500)).isEqualTo(2);
        assertThat(lanes(16, 64, 13)).isEqualTo(3);
        assertThat(lanes(16, 1, 0)).isEqualTo(1);
    }

    @Test
    void aHostCanBeAsked(@TempDir Path home) {
        Capacity here = Capacity.of(home.resolve("projects"));
        assertThat(here.processors()).isPositive();
        assertThat(here.memory()).isGreaterThan(1L << 28);
        assertThat(here.disk()).isPositive();
    }
}
