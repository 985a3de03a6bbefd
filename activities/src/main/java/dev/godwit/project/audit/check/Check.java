package dev.godwit.project.audit.check;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.owasp.dependencycheck.Engine;
import org.owasp.dependencycheck.data.nvdcve.DatabaseException;
import org.owasp.dependencycheck.data.nvdcve.DatabaseProperties;
import org.owasp.dependencycheck.data.update.exception.UpdateException;
import org.owasp.dependencycheck.dependency.Dependency;
import org.owasp.dependencycheck.exception.ExceptionCollection;
import org.owasp.dependencycheck.utils.Downloader;
import org.owasp.dependencycheck.utils.FileUtils;
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
        Files.delete(Path.of(files[0])); // there may be a password in it
        JSON.writeValue(new File(files[1]), answer(request));
    }

    private static Answer answer(Request request)
            throws IOException, InvalidSettingException, NoSuchAlgorithmException {
        Path data = Files.createDirectories(Path.of(request.data()));
        try (FileChannel file =
                        FileChannel.open(
                                data.resolve("godwit.lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                FileLock alone = file.lock()) {
            // Dependency-Check would wait half an hour for one that was killed.
            Files.deleteIfExists(data.resolve("odc.update.lock"));
            FileUtils.delete(data.resolve(Offline.SCRATCH).toFile());
            Settings settings = Offline.settings(data, request.feed());
            try {
                Downloader.getInstance().configure(settings);
                return look(request, settings);
            } finally {
                settings.cleanup(true);
            }
        }
    }

    private static Answer look(Request request, Settings settings)
            throws IOException, NoSuchAlgorithmException {
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
            Seen seen = new Seen(request.archives());
            for (Dependency one : engine.getDependencies()) {
                seen.add(one);
            }
            seen.addTwins();
            return new Answer(
                    settings.getString(Settings.KEYS.APPLICATION_VERSION, ""),
                    fed(engine),
                    seen.archives(),
                    seen.hits(),
                    problems);
        }
    }

    /** That of the feed, not that of the last look at it: a mirror may have stopped. */
    private static String fed(Engine engine) {
        if (engine.getDatabase() == null) {
            return "";
        }
        Properties all = engine.getDatabase().getDatabaseProperties().getProperties();
        if (all.getProperty(DatabaseProperties.NVD_CACHE_LAST_CHECKED) == null) {
            return ""; // the first time was never finished
        }
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
