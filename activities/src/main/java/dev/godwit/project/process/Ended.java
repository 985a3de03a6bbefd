package dev.godwit.project.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * How a program ended.
 *
 * @param exit its exit code; meaningless when it took too long
 * @param tookTooLong whether it was killed for that
 * @param output what it printed
 */
public record Ended(int exit, boolean tookTooLong, Path output) {

    private static final Pattern COLOURS = Pattern.compile("\u001b\\[[0-9;]*[A-Za-z]");

    public boolean good() {
        return exit == 0 && !tookTooLong;
    }

    /** What it printed, without colours. */
    public String text() {
        try {
            String whole = new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
            return COLOURS.matcher(whole).replaceAll("");
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** The last line that says something, where a reason usually is. */
    public String lastLine() {
        return text().lines()
                .filter(line -> !line.isBlank())
                .reduce((one, last) -> last)
                .map(String::strip)
                .orElse("exit " + exit);
    }
}
