package dev.godwit.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** What pg_dump says of a database, without Godwit's own schema. */
public final class SchemaDump {

    private SchemaDump() {}

    /** Skips a test with a sentence where pg_dump is missing; fails it where tools are required. */
    public static void needed() {
        boolean there = false;
        try {
            there =
                    run("pg_dump", "--version")
                            .matches("(?s)pg_dump \\(PostgreSQL\\) (1[89]|[2-9]\\d).*");
        } catch (IOException missing) {
            // said below
        }
        String sentence = "pg_dump 18 or newer is not on the PATH: equality of dumps is not tested";
        if (!there && "required".equals(System.getProperty("godwit.tools"))) {
            Assertions.fail(sentence);
        }
        Assumptions.assumeTrue(there, sentence);
    }

    /** The schema. */
    public static String of(TestPostgres target) throws IOException {
        return run(
                "pg_dump",
                "-s",
                "-N",
                "godwit",
                "--restrict-key=x",
                "-h",
                "localhost",
                "-p",
                Integer.toString(target.port()),
                "-U",
                "postgres",
                target.name());
    }

    private static String run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            assertThat(process.waitFor()).as(output).isZero();
        } catch (InterruptedException interrupted) {
            throw new IOException(interrupted);
        }
        return output;
    }
}
