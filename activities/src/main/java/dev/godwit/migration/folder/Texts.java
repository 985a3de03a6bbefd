package dev.godwit.migration.folder;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Files of text below a folder. */
final class Texts {

    private Texts() {}

    /** A file that is none. */
    static final class NotTextException extends IOException {
        NotTextException(String file) {
            super(file);
        }
    }

    /**
     * Reads them.
     *
     * @param depth 1 for those of the folder itself
     * @param wanted told each file's name
     * @return text by path, as seen from the folder, with {@code /} between its parts
     */
    static Map<String, String> read(Path folder, int depth, Predicate<String> wanted)
            throws IOException {
        Map<String, String> texts = new TreeMap<>();
        for (Path file : files(folder, depth, wanted)) {
            String path = folder.relativize(file).toString().replace('\\', '/');
            try {
                texts.put(path, Files.readString(file));
            } catch (CharacterCodingException notText) {
                throw new NotTextException(path);
            }
        }
        return texts;
    }

    /** Whether there is one. */
    static boolean any(Path folder, int depth, Predicate<String> wanted) throws IOException {
        return !files(folder, depth, wanted).isEmpty();
    }

    private static List<Path> files(Path folder, int depth, Predicate<String> wanted)
            throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder, depth)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> wanted.test(file.getFileName().toString()))
                    .sorted()
                    .toList();
        }
    }
}
