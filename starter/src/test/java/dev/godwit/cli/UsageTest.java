package dev.godwit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsageTest {

    @TempDir Path folder;

    @Test
    void aCommandThatThereIsNotIsCalledSoWithTheNearestOne() {
        assertThat(error("strat", "a.yaml"))
                .contains("error GW-500: there is no command strat")
                .contains("did you mean start? See godwit --help");
        assertThat(error("xyzzy", "a.yaml"))
                .contains("error GW-500: there is no command xyzzy")
                .contains("  next     godwit --help");
        assertThat(error("snapshot", "lits")).contains("did you mean list? See godwit snapshot");
    }

    @Test
    void whatIsNoCommandIsNotTakenForOne() {
        assertThat(error("list", "--nonsense")).doesNotContain("there is no command");
        assertThat(error("--nonsense")).doesNotContain("there is no command");
    }

    private String error(String... arguments) {
        Cli.Result result = new Cli(folder, "").run(arguments);
        assertThat(result.exit()).isEqualTo(2);
        return result.err();
    }
}
