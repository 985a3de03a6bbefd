package dev.godwit.project.maven.pom;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Versions to be written where others stand. Every other byte of a file stays as it is. */
public final class Edits {

    private final Map<Path, TreeMap<Integer, Edit>> files = new LinkedHashMap<>();

    private record Edit(Place place, String version) {}

    /** Notes one; the same place twice is written once. */
    public void add(Place place, String version) {
        files.computeIfAbsent(place.pom().file(), file -> new TreeMap<>())
                .put(place.start(), new Edit(place, version));
    }

    /**
     * Writes all of them.
     *
     * @throws IOException also when a file is not as it was read, before anything of it is written
     */
    public void write() throws IOException {
        for (Map.Entry<Path, TreeMap<Integer, Edit>> file : files.entrySet()) {
            byte[] before = Files.readAllBytes(file.getKey());
            ByteArrayOutputStream after = new ByteArrayOutputStream(before.length + 64);
            int done = 0;
            for (Edit edit : file.getValue().values()) {
                Place place = edit.place();
                int length = place.end() - place.start();
                String there =
                        place.end() > before.length
                                ? ""
                                : new String(
                                        before, place.start(), length, StandardCharsets.ISO_8859_1);
                if (!there.equals(place.value())) {
                    throw new IOException(file.getKey() + " was changed by somebody else");
                }
                after.write(before, done, place.start() - done);
                after.writeBytes(edit.version().getBytes(StandardCharsets.US_ASCII));
                done = place.end();
            }
            after.write(before, done, before.length - done);
            Files.write(file.getKey(), after.toByteArray());
        }
    }
}
