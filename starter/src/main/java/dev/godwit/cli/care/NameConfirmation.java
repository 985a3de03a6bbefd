package dev.godwit.cli.care;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.output.Output;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Asks for the name of what is about to be lost: a habit of typing y must not be enough. */
public final class NameConfirmation {

    private static final String UNCONFIRMED = "GW-565";

    private NameConfirmation() {}

    /**
     * Returns when a person at a terminal has typed the name.
     *
     * @throws CliError otherwise; nothing has been done then
     */
    public static void ask(Surroundings surroundings, Output output, String name)
            throws IOException {
        if (surroundings.terminal()) {
            output.note("Type the target's name to go on:");
            String answer =
                    new BufferedReader(
                                    new InputStreamReader(
                                            surroundings.in(), StandardCharsets.UTF_8))
                            .readLine();
            if (answer != null && answer.strip().equals(name)) {
                return;
            }
        }
        throw new CliError(
                ExitCode.USAGE,
                UNCONFIRMED,
                "not confirmed; nothing was done",
                "target " + name,
                surroundings.terminal()
                        ? "the name was not typed"
                        : "there is no terminal to ask on",
                "add --yes");
    }
}
