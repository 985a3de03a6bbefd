package dev.godwit.project.audit.check;

import dev.godwit.project.audit.check.Answer.Hit;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.owasp.dependencycheck.dependency.Dependency;
import org.owasp.dependencycheck.dependency.Vulnerability;
import org.owasp.dependencycheck.dependency.VulnerableSoftware;
import org.owasp.dependencycheck.utils.Checksum;

/** What Dependency-Check says, by the archives that it was asked about. */
final class Seen {

    private final Set<String> asked;
    private final Set<String> archives = new LinkedHashSet<>();
    private final Set<Hit> hits = new LinkedHashSet<>();
    private final Map<String, String> contents = new HashMap<>();

    Seen(List<String> asked) {
        this.asked = new LinkedHashSet<>(asked);
    }

    void add(Dependency one) {
        String archive = archive(one);
        archives.add(archive);
        if (archive.equals(one.getFilePath())) {
            contents.put(one.getSha1sum(), archive);
        }
        one.getVulnerabilities(true).forEach(hole -> hits.add(hit(archive, hole)));
    }

    /** Of several files with the same content, it looks at one. */
    void addTwins() throws IOException, NoSuchAlgorithmException {
        for (String archive : asked) {
            File file = new File(archive);
            String twin =
                    archives.contains(archive) || !file.isFile()
                            ? null
                            : contents.get(Checksum.getSHA1Checksum(file));
            if (twin != null) {
                archives.add(archive);
                for (Hit hit : List.copyOf(hits)) {
                    if (hit.archive().equals(twin)) {
                        hits.add(
                                new Hit(
                                        archive,
                                        hit.id(),
                                        hit.severity(),
                                        hit.fixed(),
                                        hit.title()));
                    }
                }
            }
        }
    }

    List<String> archives() {
        return List.copyOf(archives);
    }

    List<Hit> hits() {
        return new ArrayList<>(hits);
    }

    /** One that lies in another, or is shaded into it, has the other's path before its own. */
    private String archive(Dependency one) {
        Path path = Path.of(one.getFilePath());
        for (Path at = path; at != null; at = at.getParent()) {
            if (asked.contains(at.toString())) {
                return at.toString();
            }
        }
        return path.toString();
    }

    private static Hit hit(String archive, Vulnerability hole) {
        VulnerableSoftware matched = hole.getMatchedVulnerableSoftware();
        String fixed = matched == null ? "" : text(matched.getVersionEndExcluding());
        return new Hit(
                archive, hole.getName(), severity(hole), fixed, title(hole.getDescription()));
    }

    /** Without a score, Dependency-Check itself would call it critical. */
    private static String severity(Vulnerability hole) {
        boolean old = hole.getCvssV2() != null && hole.getCvssV2().getCvssData() != null;
        return hole.getCvssV4() != null || hole.getCvssV3() != null || old
                ? text(hole.getHighestSeverityText())
                : "unknown";
    }

    private static String title(String description) {
        String line = text(description).strip().lines().findFirst().orElse("");
        int end = line.indexOf(". ");
        return end < 0 ? line : line.substring(0, end + 1);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
