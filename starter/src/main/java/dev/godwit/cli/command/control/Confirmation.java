package dev.godwit.cli.command.control;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.output.Output;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Asks before something is done that a slip of the fingers must not do. */
final class Confirmation {

    private static final String UNCONFIRMED = "GW-507";

    private Confirmation() {}

    /**
     * Returns when a person at a terminal says yes.
     *
     * @throws CliError otherwise; nothing has been done then
     */
    static void ask(Surroundings surroundings, Output output, String words) throws IOException {
        output.note(words);
        if (surroundings.terminal()) {
            output.note("Go on? [y/N]");
            String answer =
                    new BufferedReader(
                                    new InputStreamReader(
                                            surroundings.in(), StandardCharsets.UTF_8))
                            .readLine();
            if (answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes")) {
                return;
            }
        }
        throw new CliError(
                ExitCode.USAGE,
                UNCONFIRMED,
                "not confirmed; nothing was done",
                "",
                surroundings.terminal() ? "" : "there is no terminal to ask on",
                "add --yes");
    }
}
