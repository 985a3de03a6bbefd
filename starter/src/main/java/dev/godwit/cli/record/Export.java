package dev.godwit.cli.record;

import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.output.Json;
import dev.godwit.workflow.message.history.History;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A record as a file. */
public final class Export {

    private static final String UNWRITABLE = "GW-561";
    private static final String EXISTS = "GW-562";

    private Export() {}

    /** The first of the exported lines. */
    record Head(String run, List<History.RunEntry> runs, List<String> notes, String format) {}

    /** JSON lines: the run, then one object for each line of its record. Ends with a line break. */
    public static String text(RunRecord known) {
        Head head = new Head(known.run(), known.runs(), known.notes(), "godwit-history/1");
        return Stream.concat(Stream.of(head), known.lines().stream())
                .map(Json::line)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /**
     * Writes a file as a whole or not at all: a killed export leaves no half file.
     *
     * @param replace whether a file that is there may be replaced
     * @throws CliError when it may not, or the file cannot be written
     */
    public static void write(Path file, String text, boolean replace) {
        if (!replace && Files.exists(file)) {
            throw exists(file);
        }
        try {
            String name =
                    ".%s.%d.part".formatted(file.getFileName(), ProcessHandle.current().pid());
            Path draft = file.toAbsolutePath().resolveSibling(name);
            try {
                Files.writeString(draft, text, StandardCharsets.UTF_8);
                if (replace) {
                    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
                } else {
                    Files.move(draft, file);
                }
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (FileAlreadyExistsException raced) {
            throw exists(file);
        } catch (IOException failure) {
            throw new CliError(
                    ExitCode.UNEXPECTED,
                    UNWRITABLE,
                    "%s cannot be written".formatted(file),
                    String.valueOf(file.toAbsolutePath().getParent()),
                    failure.getClass().getSimpleName(),
                    "name a file in a folder that exists and may be written to");
        }
    }

    private static CliError exists(Path file) {
        return new CliError(
                ExitCode.USAGE,
                EXISTS,
                "%s is there already".formatted(file),
                file.toAbsolutePath().toString(),
                "",
                "name another file, or add --force to replace it");
    }
}
