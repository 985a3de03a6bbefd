package dev.godwit.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class HelpTest {

    static Stream<String> names() {
        return Cli.commandLine().getSubcommands().keySet().stream();
    }

    @Test
    void theOverviewListsEveryCommand() {
        Golden.check("help.txt", Cli.commandLine().getUsageMessage(CommandLine.Help.Ansi.OFF));
    }

    @ParameterizedTest
    @MethodSource("names")
    void aPageHasAnExampleAndExitCodes(String name) {
        String page =
                requireNonNull(Cli.commandLine().getSubcommands().get(name))
                        .getUsageMessage(CommandLine.Help.Ansi.OFF);
        assertThat(page).contains("\n  godwit " + name).contains("Exit codes: 0");
        Golden.check("help-" + name + ".txt", page);
    }
}
