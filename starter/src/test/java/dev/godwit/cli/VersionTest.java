package dev.godwit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.workflow.Contract;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VersionTest {

    @Test
    void theVersionIsTheProjectsWithContractAndJava(@TempDir Path folder) {
        Cli.Result result = new Cli(folder, "").run("--version");
        assertThat(result.exit()).isZero();
        assertThat(result.out().lines())
                .satisfiesExactly(
                        first -> assertThat(first).matches("godwit \\d+\\.\\d+\\.\\d+.*"),
                        second -> assertThat(second).isEqualTo("contract " + Contract.VERSION),
                        third -> assertThat(third).startsWith("java "));
    }
}
