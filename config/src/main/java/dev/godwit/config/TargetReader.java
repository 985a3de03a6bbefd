package dev.godwit.config;

import dev.godwit.config.key.Key;
import dev.godwit.config.key.Keys;
import dev.godwit.config.outside.SnapshotsReader;
import dev.godwit.config.yaml.YamlReading;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads one entry of {@code targets:}. */
final class TargetReader {

    private static final String INCOMPLETE = "GW-405";
    private static final String BAD_URL = "GW-407";
    private static final String CREDENTIALS_IN_URL = "GW-408";
    private static final String TWO_KINDS = "GW-411";
    private static final String BAD_NAME = "GW-412";
    private static final String BAD_SCRATCH = "GW-425";

    private static final List<String> DATABASE_ONLY =
            List.of("username", "password", "direct_url", "replicas", "scratch", "snapshots");

    /** Part of workflow ids ({@code target/plan}) and of task queue names. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private final YamlReading reading;
    private final @Nullable Path snapshots;
    private final Map<String, Node> scratches = new LinkedHashMap<>();

    /**
     * @param snapshots directory of all targets that name none of their own; null for none
     */
    TargetReader(YamlReading reading, @Nullable Path snapshots) {
        this.reading = reading;
        this.snapshots = snapshots;
    }

    Target read(String name, Node node) {
        String what = "target " + name;
        checkName(name, what, node);
        Map<String, Node> fields = reading.fields(node, what, Key.names(Keys.TARGET));
        String url = url("url", fields, what);
        String directUrl = url("direct_url", fields, what);
        String repository = secret("repository", fields, what);
        checkKind(fields, what, node);
        List<String> replicas = replicas(fields, what);
        String queue = text("queue", fields, what);
        if (queue != null) {
            checkName(queue, "queue of " + what, fields.getOrDefault("queue", node));
        }
        String environment = text("environment", fields, what);
        Node guarded = fields.get("protected");
        Node scratch = fields.get("scratch");
        if (scratch != null) {
            scratches.put(name, scratch);
        }
        return new Target(
                name,
                url,
                secret("username", fields, what),
                secret("password", fields, what),
                directUrl,
                queue == null ? name : queue,
                environment == null ? "" : environment,
                guarded != null && reading.flag(guarded, "protected of " + what),
                repository,
                text("path", fields, what),
                replicas,
                text("scratch", fields, what),
                url == null ? null : snapshots(name, fields.get("snapshots"), what));
    }

    private @Nullable Path snapshots(String name, @Nullable Node node, String what) {
        Path directory =
                node == null
                        ? snapshots
                        : SnapshotsReader.directory(node, "snapshots of " + what, reading);
        return directory == null ? null : directory.resolve(name);
    }

    /** Whether the servers that targets are tried out on are there, once all are read. */
    void checkScratch(Map<String, Target> targets) {
        scratches.forEach(
                (name, node) -> {
                    String named = targets.containsKey(name) ? targets.get(name).scratch() : null;
                    Target other = named == null ? null : targets.get(named);
                    boolean fits = other != null && other.url() != null && !other.guarded();
                    if (named != null && !fits) {
                        reading.problem(
                                BAD_SCRATCH,
                                "scratch of target %s is %s".formatted(name, named),
                                node,
                                other == null
                                        ? "there is no such target"
                                        : other.guarded() ? "it is protected" : "it is a project",
                                "name a database where one may try things out");
                    }
                });
    }

    private void checkName(String name, String what, Node node) {
        if (!NAME.matcher(name).matches()) {
            reading.problem(
                    BAD_NAME,
                    "%s cannot be called %s".formatted(what.replace(" " + name, ""), name),
                    node,
                    "names of runs and task queues are made of it",
                    "use up to 100 letters, digits, dots, dashes and underscores");
        }
    }

    private void checkKind(Map<String, Node> fields, String what, Node node) {
        boolean database = fields.containsKey("url");
        boolean project = fields.containsKey("repository");
        if (database && project) {
            reading.problem(
                    TWO_KINDS,
                    what + " has both url and repository",
                    node,
                    "a target is either a database or a project",
                    "make two targets of it");
        } else if (project) {
            DATABASE_ONLY.stream()
                    .flatMap(key -> Optional.ofNullable(fields.get(key)).stream())
                    .findFirst()
                    .ifPresent(
                            extra ->
                                    reading.problem(
                                            TWO_KINDS,
                                            what + " is a project but has keys of a database",
                                            extra,
                                            "",
                                            "remove " + String.join(", ", DATABASE_ONLY)));
        } else if (!database) {
            missing(what, "url", node, "add url: jdbc:postgresql://HOST/DATABASE");
        }
        if (database && !fields.containsKey("username")) {
            missing(what, "username", node, "add username: the role that Godwit logs in as");
        }
        if (database && fields.containsKey("path")) {
            reading.problem(
                    TWO_KINDS,
                    what + " is a database but has a path",
                    fields.getOrDefault("path", node),
                    "",
                    "remove path, which belongs to repository");
        }
    }

    private void missing(String what, String key, Node node, String next) {
        reading.problem(INCOMPLETE, "%s has no %s".formatted(what, key), node, "", next);
    }

    private List<String> replicas(Map<String, Node> fields, String what) {
        Node node = fields.get("replicas");
        if (node == null) {
            return List.of();
        }
        String label = "replicas of " + what;
        reading.texts(node, label);
        List<String> urls = new ArrayList<>();
        if (node instanceof SequenceNode list) {
            for (Node entry : list.getValue()) {
                if (entry instanceof ScalarNode scalar) {
                    urls.add(url(scalar.getValue(), entry, "an entry of " + label));
                }
            }
        }
        return urls;
    }

    private @Nullable String url(String key, Map<String, Node> fields, String what) {
        String url = text(key, fields, what);
        Node node = fields.get(key);
        return url == null || node == null ? url : url(url, node, "%s of %s".formatted(key, what));
    }

    private String url(String url, Node node, String label) {
        Secrets.check(url, reading.where(node)).ifPresent(reading::problem);
        PostgresUrl.flaw(url)
                .ifPresent(
                        flaw -> {
                            switch (flaw) {
                                case NOT_POSTGRESQL ->
                                        reading.problem(
                                                BAD_URL,
                                                label + " is not a PostgreSQL JDBC URL",
                                                node,
                                                "Godwit runs on PostgreSQL only",
                                                "write jdbc:postgresql://HOST/DATABASE");
                                case CREDENTIALS_INSIDE ->
                                        reading.problem(
                                                CREDENTIALS_IN_URL,
                                                label + " holds credentials",
                                                node,
                                                "URLs end up in logs and listings",
                                                "use username: and password: \"${VAR}\"");
                            }
                        });
        return url;
    }

    private @Nullable String secret(String key, Map<String, Node> fields, String what) {
        String text = text(key, fields, what);
        Node node = fields.get(key);
        if (text != null && node != null) {
            Secrets.check(text, reading.where(node)).ifPresent(reading::problem);
        }
        return text;
    }

    private @Nullable String text(String key, Map<String, Node> fields, String what) {
        Node node = fields.get(key);
        return node == null ? null : reading.text(node, "%s of %s".formatted(key, what));
    }
}
