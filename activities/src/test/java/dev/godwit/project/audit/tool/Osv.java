package dev.godwit.project.audit.tool;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Four true records of OSV, as the test's resources hold them. */
final class Osv {

    private Osv() {}

    static Path records() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(Osv.class.getResource("osv")).toURI());
    }

    /** As a dump of OSV is laid out on a host. */
    static Path database(Path folder) throws IOException, URISyntaxException {
        for (String ecosystem : List.of("Maven", "PyPI", "npm")) {
            Path zip = folder.resolve("osv-scalibr").resolve(ecosystem).resolve("all.zip");
            Files.createDirectories(zip.getParent());
            try (OutputStream out = Files.newOutputStream(zip);
                    ZipOutputStream packed = new ZipOutputStream(out);
                    Stream<Path> records = Files.list(records().resolve(ecosystem))) {
                for (Path record : records.toList()) {
                    packed.putNextEntry(new ZipEntry(record.getFileName().toString()));
                    packed.write(Files.readAllBytes(record));
                }
            }
        }
        return folder;
    }
}
