package dev.godwit.config.outside;

import dev.godwit.config.Secrets;
import dev.godwit.config.key.Key;
import dev.godwit.config.key.Keys;
import dev.godwit.config.yaml.YamlReading;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads {@code advisories:}. */
public final class AdvisoriesReader {

    private static final String BAD_TIME = "GW-422";
    private static final String BAD_ADDRESS = "GW-423";

    private static final Pattern TIME = Pattern.compile("([1-9][0-9]{0,2})([hd])");

    /** What a URL is made of. */
    private static final String PLAIN = "[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]+";

    private final YamlReading reading;

    /** Notes every problem in the reading. */
    public AdvisoriesReader(YamlReading reading) {
        this.reading = reading;
    }

    /** What the section says; without one, nothing is configured. */
    public Advisories read(@Nullable Node node) {
        if (node == null) {
            return Advisories.NONE;
        }
        Map<String, Node> fields = reading.fields(node, "advisories", Key.names(Keys.ADVISORIES));
        return new Advisories(
                address(fields.get("nvd"), "nvd", "(https?|file):" + PLAIN),
                address(fields.get("osv"), "osv", "/.+"),
                address(fields.get("osv_service"), "osv_service", "https?://" + PLAIN),
                secret(fields.get("safety_key")),
                stale(fields.get("stale")));
    }

    private @Nullable String address(@Nullable Node node, String key, String form) {
        String text = node == null ? null : reading.text(node, key + " of advisories");
        if (node != null && text != null && !text.matches(form)) {
            reading.problem(
                    BAD_ADDRESS,
                    key + " of advisories is no " + (key.equals("osv") ? "absolute path" : "URL"),
                    node,
                    "",
                    switch (key) {
                        case "nvd" -> "write https://HOST/FOLDER/ or file:///FOLDER/";
                        case "osv" -> "write /FOLDER";
                        default -> "write https://HOST/v1/query";
                    });
        }
        return text;
    }

    private @Nullable String secret(@Nullable Node node) {
        String text = node == null ? null : reading.text(node, "safety_key of advisories");
        if (node != null && text != null) {
            Secrets.check(text, reading.where(node)).ifPresent(reading::problem);
        }
        return text;
    }

    private Duration stale(@Nullable Node node) {
        String text = node == null ? null : reading.text(node, "stale of advisories");
        if (node == null || text == null) {
            return Advisories.NONE.stale();
        }
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            reading.problem(
                    BAD_TIME,
                    "stale of advisories is no number of hours or days",
                    node,
                    "",
                    "write 7d");
            return Advisories.NONE.stale();
        }
        long count = Long.parseLong(time.group(1));
        return time.group(2).equals("d") ? Duration.ofDays(count) : Duration.ofHours(count);
    }
}
