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
        return Cli.commandLine().getSubcommands().entrySet().stream()
                .flatMap(
                        command ->
                                Stream.concat(
                                        Stream.of(command.getKey()),
                                        command.getValue().getSubcommands().keySet().stream()
                                                .map(part -> command.getKey() + " " + part)));
    }

    @Test
    void theOverviewListsEveryCommand() {
        Golden.check("help.txt", Cli.commandLine().getUsageMessage(CommandLine.Help.Ansi.OFF));
    }

    @ParameterizedTest
    @MethodSource("names")
    void aPageHasAnExampleAndExitCodes(String name) {
        CommandLine command = Cli.commandLine();
        for (String word : name.split(" ")) {
            command = requireNonNull(command.getSubcommands().get(word));
        }
        String page = command.getUsageMessage(CommandLine.Help.Ansi.OFF);
        assertThat(page).contains("\n  godwit " + name).contains("Exit codes: 0");
        Golden.check("help-" + name.replace(' ', '-') + ".txt", page);
    }
}
