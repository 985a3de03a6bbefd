package dev.godwit.project.django;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.godwit.project.ecosystem.Workplace;
import dev.godwit.project.process.Ended;
import dev.godwit.project.process.Invocation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks Python. The request, which holds a password, goes through a pipe; the answer comes in a file
 * of its own, because projects print what they like; both are gone afterwards.
 *
 * @param at logs, time limit and sandbox
 * @param manage folder of manage.py
 * @param variables what the settings want to know
 * @param view a migration that the project has not, or is to be without; null for the project as it
 *     is
 */
record Helper(
        Workplace at,
        Path manage,
        Interpreter interpreter,
        Map<String, String> variables,
        @Nullable ObjectNode view) {

    static final JsonMapper JSON =
            JsonMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .build();

    private static final List<String> FILES =
            List.of(
                    "godwit_django.py",
                    "godwit_look.py",
                    "godwit_move.py",
                    "godwit_sql.py",
                    "godwit_squash.py",
                    "godwit_write.py");

    /** Names of variables whose values are told to nobody. */
    private static final Pattern SECRET =
            Pattern.compile("(?i).*(secret|key|pass|token|url|dsn|credential).*");

    private static final int SHORT = 4;

    Helper {
        variables = Map.copyOf(variables);
    }

    Helper viewing(ObjectNode other) {
        return new Helper(at, manage, interpreter, variables, other);
    }

    /**
     * Its answer.
     *
     * @param log name of the file for what the project prints
     * @throws IOException when there is none: nobody knows what has happened
     */
    JsonNode ask(ObjectNode request, String log) throws IOException {
        Path home = Files.createTempDirectory(Files.createDirectories(at.logs()), ".django");
        try {
            for (String file : FILES) {
                try (InputStream script = Helper.class.getResourceAsStream(file)) {
                    if (script == null) {
                        throw new IllegalStateException("there is no resource " + file);
                    }
                    Files.copy(script, home.resolve(file));
                }
            }
            Path answer = home.resolve("answer.json");
            request.put("answer", answer.toAbsolutePath().toString());
            request.put("project", at.folder().toAbsolutePath().toString());
            secrets(request).forEach(request.putArray("secrets")::add);
            if (view != null) {
                request.set("view", view);
            }
            Ended ended = at.sandbox().run(invocation(home, request, log), at.check());
            if (!ended.good() || !Files.exists(answer)) {
                String how = ended.tookTooLong() ? "took too long" : "exit " + ended.exit();
                throw new IOException("Django did not answer: " + how);
            }
            return JSON.readTree(Files.readAllBytes(answer));
        } finally {
            clear(home);
        }
    }

    private static void clear(Path home) throws IOException {
        try (Stream<Path> all = Files.walk(home)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(one);
            }
        }
    }

    private Invocation invocation(Path home, ObjectNode request, String log) throws IOException {
        Map<String, String> environment = new HashMap<>(variables);
        environment.put("PYTHONDONTWRITEBYTECODE", "1");
        environment.put("PYTHONUNBUFFERED", "1");
        environment.put("PYTHONIOENCODING", "utf-8");
        environment.put("NO_COLOR", "1");
        Path script = home.resolve(FILES.getFirst()).toAbsolutePath();
        return new Invocation(
                List.of(interpreter.python().toString(), script.toString()),
                manage,
                environment,
                false,
                at.logs().resolve(log + ".log"),
                at.timeout(),
                JSON.writeValueAsString(request));
    }

    private List<String> secrets(ObjectNode request) {
        List<String> secrets = new ArrayList<>();
        secrets.add(request.path("login").path("password").asText());
        variables.forEach(
                (name, value) -> {
                    if (SECRET.matcher(name).matches() && value.length() >= SHORT) {
                        secrets.add(value);
                    }
                });
        return secrets;
    }
}
