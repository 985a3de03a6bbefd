package dev.godwit.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

class SafeThrowablesTest {

    private final PSQLException sql =
            new PSQLException(
                    new ServerErrorMessage(
                            "SERROR\0C22P02\0Minvalid input syntax for type integer: \"alice\"\0"));

    @Test
    void aRowValueIsPrintedNeitherFromTheDatabaseNorFromWhoeverCopiesIt() {
        String text =
                SafeThrowables.text(
                        new IllegalStateException("slice failed", new RuntimeException(sql)));

        assertThat(text)
                .contains("IllegalStateException: slice failed", "PSQLException", "22P02")
                .contains("at dev.godwit.worker.SafeThrowablesTest")
                .doesNotContain("alice", "org.junit");
    }

    @Test
    void aChainThatEndsInItselfIsPrintedOnce() {
        RuntimeException first = new RuntimeException("first");
        RuntimeException second = new RuntimeException("second", first);
        first.initCause(second);

        assertThat(SafeThrowables.text(first)).containsOnlyOnce("first").containsOnlyOnce("second");
    }
}
