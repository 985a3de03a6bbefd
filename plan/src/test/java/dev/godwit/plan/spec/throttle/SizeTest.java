package dev.godwit.plan.spec.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizeTest {

    @ParameterizedTest
    @CsvSource({
        "1B, 1, 1B",
        "512kB, 524288, 512kB",
        " 50 MB , 52428800, 50MB",
        "1536MB, 1610612736, 1.5GB",
        "2TB, 2199023255552, 2TB"
    })
    void isReadAndWritten(String text, long bytes, String written) {
        assertThat(Size.parse(text)).isEqualTo(new Size(bytes));
        assertThat(Size.parse(text)).hasToString(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "50", "50mb", "-1MB", "1.5GB", "0MB", "1 PB"})
    void refusesWhatIsNone(String text) {
        assertThatThrownBy(() -> Size.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysWhatItIsNot() {
        assertThatThrownBy(() -> Size.parse("50mb")).hasMessageContaining("such as 50MB");
    }
}
