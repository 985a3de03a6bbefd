package dev.godwit.project.audit.tool;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.Year;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;

/** A feed of the NVD with one record, a true one, and every other year empty. */
final class Nvd {

    private static final int FIRST = 2002;
    private static final int RECORD = 2021;

    private Nvd() {}

    /**
     * @param changed when its publisher touched it last
     */
    static URI feed(Path folder, Instant changed) throws IOException {
        Files.createDirectories(folder);
        String at = changed.truncatedTo(ChronoUnit.SECONDS).toString();
        StringBuilder properties = new StringBuilder("prefix=nvdcve-\n");
        for (int year = FIRST; year <= Year.now(ZoneOffset.UTC).getValue(); year++) {
            write(folder, String.valueOf(year), year == RECORD ? record() : empty(at));
            properties.append("lastModifiedDate.%d=%s\n".formatted(year, at));
        }
        write(folder, "modified", empty(at));
        properties.append("lastModifiedDate.modified=%s\nlastModifiedDate=%1$s\n".formatted(at));
        Files.writeString(folder.resolve("cache.properties"), properties);
        return folder.toUri();
    }

    /** The same, but nobody knows a version that is not affected any more. */
    static URI feedWithoutFixes(Path folder, Instant changed) throws IOException {
        feed(folder, changed);
        String fixed = "\"versionEndExcluding\": \"2.15.0\"";
        write(
                folder,
                String.valueOf(RECORD),
                record().replace(fixed, "\"versionEndIncluding\": \"2.14.1\""));
        return folder.toUri();
    }

    private static String record() throws IOException {
        try (InputStream in = Nvd.class.getResourceAsStream("nvd-2021.json")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String empty(String at) {
        return """
        {"resultsPerPage":0,"startIndex":0,"totalResults":0,"format":"NVD_CVE","version":"2.0",
         "timestamp":"%s.000","vulnerabilities":[]}
        """
                .formatted(at.replace("Z", ""));
    }

    private static void write(Path folder, String part, String text) throws IOException {
        Path file = folder.resolve("nvdcve-" + part + ".json.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
