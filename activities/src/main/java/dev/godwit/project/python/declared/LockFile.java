package dev.godwit.project.python.declared;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The packages of a uv.lock. */
public final class LockFile {

    private LockFile() {}

    /**
     * One of them.
     *
     * @param registry whether it comes from an index
     */
    public record Entry(String name, String version, boolean registry) {}

    /**
     * Reads one.
     *
     * @throws IOException when it cannot be understood
     */
    public static List<Entry> read(Path file) throws IOException {
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        List<Entry> entries = new ArrayList<>();
        for (Toml.Text one : Toml.read(text).strings()) {
            String value = text.substring(one.begin(), one.end());
            switch (one.path()) {
                case "package.name" -> entries.add(new Entry(value, "", false));
                case "package.version" -> {
                    Entry last = entries.removeLast();
                    entries.add(new Entry(last.name(), value, last.registry()));
                }
                case "package.source.registry" -> {
                    Entry last = entries.removeLast();
                    entries.add(new Entry(last.name(), last.version(), true));
                }
                default -> {}
            }
        }
        return entries;
    }
}
