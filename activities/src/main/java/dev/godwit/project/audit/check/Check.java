package dev.godwit.project.audit.check;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.godwit.project.audit.check.Answer.Hit;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.owasp.dependencycheck.Engine;
import org.owasp.dependencycheck.data.nvdcve.DatabaseException;
import org.owasp.dependencycheck.data.nvdcve.DatabaseProperties;
import org.owasp.dependencycheck.data.update.exception.UpdateException;
import org.owasp.dependencycheck.dependency.Dependency;
import org.owasp.dependencycheck.dependency.Vulnerability;
import org.owasp.dependencycheck.dependency.VulnerableSoftware;
import org.owasp.dependencycheck.exception.ExceptionCollection;
import org.owasp.dependencycheck.utils.Downloader;
import org.owasp.dependencycheck.utils.InvalidSettingException;
import org.owasp.dependencycheck.utils.Settings;

/**
 * The program: reads a {@link Request} from the file that its first argument names, and writes the
 * {@link Answer} to the second. One at a time works on a database; the others wait. What a process
 * has left that was killed is cleared away by the next one.
 */
public final class Check {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Check() {}

    /** Never ends with an exit code that means something: without an answer, it has failed. */
    public static void main(String[] files) throws Exception {
        Request request = JSON.readValue(new File(files[0]), Request.class);
        JSON.writeValue(new File(files[1]), answer(request));
    }

    private static Answer answer(Request request) throws IOException, InvalidSettingException {
        Path data = Files.createDirectories(Path.of(request.data()));
        try (FileChannel file =
                        FileChannel.open(
                                data.resolve("godwit.lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                FileLock alone = file.lock()) {
            // Dependency-Check would wait half an hour for one that was killed.
            Files.deleteIfExists(data.resolve("odc.update.lock"));
            Settings settings = Offline.settings(data, request.feed());
            try {
                Downloader.getInstance().configure(settings);
                return look(request, settings);
            } finally {
                settings.cleanup(true);
            }
        }
    }

    private static Answer look(Request request, Settings settings) {
        List<String> problems = new ArrayList<>();
        try (Engine engine = new Engine(settings)) {
            if (!request.feed().isEmpty()) {
                try {
                    engine.doUpdates();
                } catch (UpdateException | DatabaseException unreadable) {
                    problems.add("the NVD feed cannot be read: " + words(unreadable));
                }
                settings.setBoolean(Settings.KEYS.AUTO_UPDATE, false);
            }
            engine.scan(request.archives().stream().map(File::new).toList());
            try {
                engine.analyzeDependencies();
            } catch (ExceptionCollection failures) {
                failures.getExceptions().forEach(one -> problems.add(words(one)));
            }
            Set<String> asked = Set.copyOf(request.archives());
            Set<String> seen = new LinkedHashSet<>();
            Set<Hit> hits = new LinkedHashSet<>();
            for (Dependency one : engine.getDependencies()) {
                String archive = archive(one, asked);
                seen.add(archive);
                one.getVulnerabilities(true).forEach(hole -> hits.add(hit(archive, hole)));
            }
            return new Answer(
                    settings.getString(Settings.KEYS.APPLICATION_VERSION, ""),
                    fed(engine),
                    List.copyOf(seen),
                    List.copyOf(hits),
                    problems);
        }
    }

    /** One that lies in another, or is shaded into it, has the other's path before its own. */
    private static String archive(Dependency one, Set<String> asked) {
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

    /** That of the feed, not that of the last look at it: a mirror may have stopped. */
    private static String fed(Engine engine) {
        if (engine.getDatabase() == null) {
            return "";
        }
        Properties all = engine.getDatabase().getDatabaseProperties().getProperties();
        return all.stringPropertyNames().stream()
                .filter(name -> name.startsWith(DatabaseProperties.NVD_CACHE_LAST_MODIFIED))
                .map(name -> DatabaseProperties.getTimestamp(all, name))
                .flatMap(time -> Optional.ofNullable(time).stream())
                .map(ZonedDateTime::toInstant)
                .max(Instant::compareTo)
                .map(Object::toString)
                .orElse("");
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static String words(Throwable failure) {
        Throwable last = failure;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return text(last.getMessage()).lines().findFirst().orElse(last.toString());
    }
}
