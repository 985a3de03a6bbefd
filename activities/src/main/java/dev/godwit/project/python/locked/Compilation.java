package dev.godwit.project.python.locked;

import dev.godwit.project.ecosystem.Move;
import dev.godwit.project.ecosystem.Workplace;
import dev.godwit.project.process.Ended;
import dev.godwit.project.python.declared.Specifier;
import dev.godwit.project.python.program.Tool;
import dev.godwit.project.python.program.Venv;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Compiles a requirements file again, by the program that wrote it and with its options, so that
 * some packages move in it and the others only where these need it.
 *
 * @param tools folder of programs that Godwit installs for itself
 */
public record Compilation(Workplace at, Venv venv, Path tools) {

    /** What it writes of the configuration of whoever ran it; a password may be among it. */
    private static final String OPTION =
            "(?:-i |--(?:extra-)?index-url|--find-links|--trusted-host).*";

    /** Compiles it. @param moves versions to come; those that it does not pin are passed over */
    public Ended compile(Compiled one, List<Move> moves) throws IOException {
        boolean uv = one.header().author() == Header.Author.UV;
        List<String> command = new ArrayList<>(uv ? uv() : pipCompile());
        command.addAll(one.command().options());
        for (Move move : moves) {
            if (one.pins().containsKey(move.name())) {
                String version = new Specifier(move.to()).lowest().orElseThrow().text();
                command.addAll(
                        List.of("--upgrade-package", "%s==%s".formatted(move.name(), version)));
            }
        }
        command.add("--output-file");
        command.add(one.base().relativize(one.file()).toString());
        command.addAll(one.command().sources());
        String before = text(one.file());
        Workplace there =
                new Workplace(
                        one.base(), at.logs(), at.test(), at.timeout(), at.sandbox(), at.check());
        String log = "compile-" + one.file().getFileName().toString().replaceFirst("\\.txt$", "");
        Ended ended = there.fetch(log, variables(uv, one.header().command()), command);
        if (ended.good()) {
            restore(one.file(), before);
        }
        return ended;
    }

    private List<String> uv() throws IOException {
        List<String> command = new ArrayList<>(Tool.uv(tools).find(at, venv));
        command.addAll(
                List.of("pip", "compile", "--quiet", "--python", venv.bin("python").toString()));
        return command;
    }

    private List<String> pipCompile() throws IOException {
        List<String> command = new ArrayList<>(Tool.pipTools(tools).find(at, venv));
        command.addAll(List.of("compile", "--quiet"));
        return command;
    }

    /** The header keeps the command as somebody has written it. */
    private static Map<String, String> variables(boolean uv, String command) {
        return uv
                ? Map.of(
                        "UV_CUSTOM_COMPILE_COMMAND",
                        command,
                        "UV_PYTHON_DOWNLOADS",
                        "never",
                        "UV_NO_PROGRESS",
                        "1",
                        "NO_COLOR",
                        "1")
                : Map.of(
                        "CUSTOM_COMPILE_COMMAND",
                        command,
                        "PIP_DISABLE_PIP_VERSION_CHECK",
                        "1",
                        "PIP_NO_INPUT",
                        "1",
                        "NO_COLOR",
                        "1");
    }

    /** Lines with options are the project's, not this worker's. */
    private static void restore(Path file, String before) throws IOException {
        List<String> options = before.lines().filter(line -> line.matches(OPTION)).toList();
        List<String> written = text(file).lines().toList();
        if (written.stream().filter(line -> line.matches(OPTION)).toList().equals(options)) {
            return;
        }
        List<String> lines = new ArrayList<>(written);
        lines.removeIf(line -> line.matches(OPTION));
        int top = 0;
        while (top < lines.size() && lines.get(top).startsWith("#")) {
            top++;
        }
        if (options.isEmpty() && top < lines.size() && lines.get(top).isBlank()) {
            lines.remove(top);
        } else if (!options.isEmpty()) {
            if (top < lines.size() && !lines.get(top).isBlank()) {
                lines.add(top, "");
            }
            lines.addAll(top, options);
        }
        Files.writeString(file, String.join("\n", lines) + "\n", StandardCharsets.ISO_8859_1);
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    }
}
