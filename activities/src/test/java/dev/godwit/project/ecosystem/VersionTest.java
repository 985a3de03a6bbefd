package dev.godwit.project.ecosystem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {

    private static Version version(String text) {
        return Version.of(text).orElseThrow();
    }

    @Test
    void ordersByNumbersNotByText() {
        assertThat(version("1.10.0")).isGreaterThan(version("1.9.9"));
        assertThat(version("2")).isEqualByComparingTo(version("2.0.0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.0.0-rc.1", "20040902", "2024.1.0", "latest", "1.0.0.RELEASE", ""})
    void whatIsNoReleaseIsNoVersion(String text) {
        assertThat(Version.of(text)).isEmpty();
    }

    @Test
    void anotherMajorBreaksAndSoDoesAnotherMinorOfZero() {
        assertThat(version("1.2.0").breaks(version("1.9.0"))).isFalse();
        assertThat(version("1.2.0").breaks(version("2.0.0"))).isTrue();
        assertThat(version("0.1.0").breaks(version("0.2.0"))).isTrue();
        assertThat(version("0.1.0").breaks(version("0.1.9"))).isFalse();
    }
}
