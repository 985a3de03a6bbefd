package dev.godwit.cli;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class TrainingTest {

    /** The launcher would not say: a training that fails only makes commands slow. */
    @Test
    void readsItsOwnAnswers() {
        assertThatCode(Training::answers).doesNotThrowAnyException();
    }
}
