package dev.godwit.postgres.snapshot.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.postgres.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** The psql of the host. */
final class Psql {

    private Psql() {}

    /** Skips a test with a sentence where it is missing; fails it where tools are required. */
    static void needed() {
        boolean there = false;
        try {
            there = new ProcessBuilder("psql", "--version").start().waitFor() == 0;
        } catch (java.io.IOException | InterruptedException missing) {
            // said below
        }
        String sentence = "psql is not on the PATH: restoring by it is not tested";
        if (!there && "required".equals(System.getProperty("godwit.tools"))) {
            Assertions.fail(sentence);
        }
        Assumptions.assumeTrue(there, sentence);
    }

    static void run(TestPostgres target, String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "psql",
                                "--no-psqlrc",
                                "--host=localhost",
                                "--port=" + target.port(),
                                "--username=postgres",
                                "--dbname=" + target.name()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }
}
