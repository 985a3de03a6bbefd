package dev.godwit.config.outside;

import dev.godwit.config.Secrets;
import dev.godwit.config.key.Key;
import dev.godwit.config.key.Keys;
import dev.godwit.config.yaml.YamlReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads {@code checks:}, {@code hooks:} and {@code notifications:}. */
public final class OutsideReader {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** A snapshot of a volume may take its time. */
    private static final Duration HOOK_PATIENCE = Duration.ofMinutes(5);

    private static final Duration LONGEST_HOOK = Duration.ofHours(1);

    private static final String ONE_WAY = "GW-417";
    private static final String BAD_TIME = "GW-418";
    private static final String BAD_WORD = "GW-419";
    private static final String BAD_URL = "GW-420";
    private static final String SHOWN_SECRET = "GW-421";

    private static final Pattern TIME = Pattern.compile("([1-9][0-9]{0,3})(ms|s|m)");

    private final YamlReading reading;

    /** Notes every problem in the reading. */
    public OutsideReader(YamlReading reading) {
        this.reading = reading;
    }

    /** What gates may ask, by name. */
    public Map<String, Errand> checks(@Nullable Node node) {
        return errands(node, "check", Key.names(Keys.CHECK));
    }

    /** Commands that plans may name, by name. */
    public Map<String, Errand> hooks(@Nullable Node node) {
        return errands(node, "hook", Key.names(Keys.HOOK));
    }

    private Map<String, Errand> errands(@Nullable Node node, String kind, List<String> keys) {
        Map<String, Errand> errands = new LinkedHashMap<>();
        if (node != null) {
            for (Map.Entry<String, Node> entry : reading.entries(node, kind + "s")) {
                String what = kind + " " + entry.getKey();
                Map<String, Node> fields = reading.fields(entry.getValue(), what, keys);
                errands.put(entry.getKey(), errand(fields, entry.getValue(), what, keys));
            }
        }
        return errands;
    }

    /**
     * Who wants to be told.
     *
     * @param targets that the configuration has
     */
    public List<Notification> notifications(@Nullable Node node, Set<String> targets) {
        List<Notification> notifications = new ArrayList<>();
        if (node == null) {
            return notifications;
        }
        int number = 0;
        for (Node entry : reading.list(node, "notifications", "a list")) {
            String what = "notification " + ++number;
            List<String> keys = Key.names(Keys.NOTIFICATION);
            Map<String, Node> fields = reading.fields(entry, what, keys);
            Set<String> on = words(fields.get("on"), "on of " + what, Notification.ALL);
            notifications.add(
                    new Notification(
                            on.isEmpty() ? Notification.ALL : on,
                            words(fields.get("targets"), "targets of " + what, targets),
                            errand(fields, entry, what, keys)));
        }
        return notifications;
    }

    private Errand errand(Map<String, Node> fields, Node node, String what, List<String> keys) {
        Node http = fields.get("http");
        Node command = fields.get("command");
        boolean web = keys.contains("http");
        if (web ? (http == null) == (command == null) : command == null) {
            reading.problem(
                    ONE_WAY,
                    "%s must have %s".formatted(what, web ? "either http or command" : "a command"),
                    node,
                    "",
                    web
                            ? "write http: URL or command: [ \"/path/to/program\", \"argument\" ]"
                            : "write command: [ \"/path/to/program\", \"argument\" ]");
        }
        Map<String, String> headers = new LinkedHashMap<>();
        Node given = fields.get("headers");
        if (given != null && http == null) {
            reading.problem(
                    ONE_WAY,
                    what + " has headers but no http",
                    given,
                    "",
                    "remove headers, or write http: in place of command:");
        }
        if (given != null) {
            reading.entries(given, "headers of " + what)
                    .forEach(
                            entry ->
                                    headers.put(
                                            entry.getKey(),
                                            secret(
                                                    entry.getValue(),
                                                    "header %s of %s"
                                                            .formatted(entry.getKey(), what))));
        }
        return new Errand(
                http == null ? null : url(http, what),
                command == null ? List.of() : command(command, what),
                headers,
                timeout(fields.get("timeout"), what, what.startsWith("hook ")));
    }

    private String url(Node node, String what) {
        String url = secret(node, "http of " + what);
        if (!url.isEmpty() && !url.matches("(?s)(https?://|\\$\\{).+")) {
            reading.problem(
                    BAD_URL,
                    "http of %s is no http or https URL".formatted(what),
                    node,
                    "",
                    "write http://HOST/PATH or https://HOST/PATH");
        }
        return url;
    }

    private List<String> command(Node node, String what) {
        List<String> command = new ArrayList<>();
        for (String argument : reading.texts(node, "command of " + what)) {
            if (argument.contains("${")) {
                reading.problem(
                        SHOWN_SECRET,
                        "command of %s refers to a secret".formatted(what),
                        node,
                        "everybody on the worker's host can read the arguments of a program",
                        "let the program read it, for example from a file");
            }
            command.add(argument);
        }
        if (YamlReading.isEmptyList(node)) {
            reading.problem(
                    ONE_WAY,
                    "command of %s is empty".formatted(what),
                    node,
                    "",
                    "write command: [ \"/path/to/program\", \"argument\" ]");
        }
        return command;
    }

    private Duration timeout(@Nullable Node node, String what, boolean hook) {
        Duration patience = hook ? HOOK_PATIENCE : PATIENCE;
        if (node == null) {
            return patience;
        }
        String text = reading.text(node, "timeout of " + what);
        Matcher time = TIME.matcher(text == null ? "10s" : text);
        Duration given = time.matches() ? duration(time) : Duration.ZERO;
        if (given.isZero() || given.compareTo(hook ? LONGEST_HOOK : LONGEST) > 0) {
            reading.problem(
                    BAD_TIME,
                    "timeout of %s is no time of up to %s"
                            .formatted(what, hook ? "an hour" : "a minute"),
                    node,
                    "",
                    hook ? "write 5m" : "write 10s");
            return patience;
        }
        return given;
    }

    private static Duration duration(Matcher time) {
        long count = Long.parseLong(time.group(1));
        return switch (time.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            default -> Duration.ofMinutes(count);
        };
    }

    private Set<String> words(@Nullable Node node, String what, Set<String> known) {
        Set<String> words = new TreeSet<>();
        if (node == null) {
            return words;
        }
        for (Node entry : reading.list(node, what, "a list of texts")) {
            String word = reading.text(entry, "an entry of " + what);
            if (word != null && !known.contains(word)) {
                reading.problem(
                        BAD_WORD,
                        "%s does not know %s".formatted(what, word),
                        entry,
                        "",
                        "use " + String.join(", ", new TreeSet<>(known)));
            } else if (word != null) {
                words.add(word);
            }
        }
        return words;
    }

    private String secret(Node node, String what) {
        String text = reading.text(node, what);
        if (text == null) {
            return "";
        }
        Secrets.check(text, reading.where(node)).ifPresent(reading::problem);
        return text;
    }
}
