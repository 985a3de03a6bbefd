package dev.godwit.project.audit.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.godwit.project.audit.Audit;
import dev.godwit.project.audit.Finding;
import dev.godwit.project.audit.Severity;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * An audit as SARIF 2.1.0, which code hosts show beside the code: one rule per advisory, one result
 * per package that falls under it. What is not known makes the run one that did not succeed.
 *
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a>
 */
public final class Sarif {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Sarif() {}

    /**
     * Writes one.
     *
     * @param version of Godwit
     */
    public static String of(Audit audit, String version) {
        ObjectNode log = JSON.createObjectNode();
        log.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json").put("version", "2.1.0");
        ObjectNode run = log.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver");
        driver.put("name", "Godwit").put("version", version);
        driver.putObject("properties").set("auditors", JSON.valueToTree(audit.auditors()));
        ArrayNode rules = driver.putArray("rules");
        invocation(run.putArray("invocations").addObject(), audit);
        ArrayNode results = run.putArray("results");
        List<String> known = new ArrayList<>();
        for (Finding finding : audit.findings()) {
            if (!known.contains(finding.advisory())) {
                known.add(finding.advisory());
                rule(rules.addObject(), finding, worst(audit, finding.advisory()));
            }
            result(results.addObject(), finding, known.indexOf(finding.advisory()));
        }
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(log);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("SARIF cannot be written", impossible);
        }
    }

    private static void invocation(ObjectNode invocation, Audit audit) {
        invocation.put("executionSuccessful", audit.unknown().isEmpty());
        ArrayNode notifications = invocation.putArray("toolExecutionNotifications");
        for (String why : audit.unknown()) {
            ObjectNode notification = notifications.addObject();
            notification.put("level", "error").putObject("message").put("text", why);
        }
        for (String why : audit.notAsked()) {
            ObjectNode notification = notifications.addObject();
            notification.put("level", "note").putObject("message").put("text", why);
        }
    }

    private static void rule(ObjectNode rule, Finding finding, Severity worst) {
        rule.put("id", finding.advisory());
        String title = finding.title().isBlank() ? finding.advisory() : finding.title();
        rule.putObject("shortDescription").put("text", title);
        rule.put("helpUri", page(finding.advisory()));
        rule.putObject("defaultConfiguration").put("level", level(worst));
        ObjectNode properties = rule.putObject("properties");
        score(worst, properties);
        properties.putArray("tags").add("security").add("dependency");
        properties.set("aliases", JSON.valueToTree(finding.aliases()));
    }

    private static void result(ObjectNode result, Finding finding, int rule) {
        result.put("ruleId", finding.advisory()).put("ruleIndex", rule);
        result.put("level", level(finding.severity()));
        result.putObject("message").put("text", message(finding));
        ObjectNode location = result.putArray("locations").addObject();
        ObjectNode place = location.putObject("physicalLocation");
        place.putObject("artifactLocation").put("uri", uri(finding.path()));
        place.putObject("region").put("startLine", 1);
        location.putArray("logicalLocations")
                .addObject()
                .put("fullyQualifiedName", finding.name() + "@" + finding.version());
        // Not of the version: moving from one affected version to another is no new alert.
        result.putObject("partialFingerprints")
                .put(
                        "godwitAdvisory/v1",
                        digest(finding.advisory() + "\n" + finding.name() + "\n" + finding.path()));
    }

    private static String message(Finding finding) {
        return "%s %s: %s (%s, %s). %s"
                .formatted(
                        finding.name(),
                        finding.version(),
                        finding.title(),
                        finding.advisory(),
                        finding.severity(),
                        finding.fixedIn().isEmpty()
                                ? "No version is known to fix it."
                                : "Fixed in " + String.join(", ", finding.fixedIn()) + ".");
    }

    private static Severity worst(Audit audit, String advisory) {
        return audit.findings().stream()
                .filter(one -> one.advisory().equals(advisory))
                .map(Finding::severity)
                .max(Severity::compareTo)
                .orElse(Severity.UNKNOWN);
    }

    /** One whose severity nobody knows may be the worst. */
    private static String level(Severity severity) {
        return switch (severity) {
            case CRITICAL, HIGH, UNKNOWN -> "error";
            case MODERATE -> "warning";
            case LOW -> "note";
        };
    }

    /** The lowest number that code hosts read as that word; none when there is no word. */
    private static void score(Severity severity, ObjectNode properties) {
        switch (severity) {
            case CRITICAL -> properties.put("security-severity", "9.0");
            case HIGH -> properties.put("security-severity", "7.0");
            case MODERATE -> properties.put("security-severity", "4.0");
            case LOW -> properties.put("security-severity", "0.1");
            case UNKNOWN -> {}
        }
    }

    private static String page(String advisory) {
        return advisory.startsWith("CVE-")
                ? "https://nvd.nist.gov/vuln/detail/" + advisory
                : "https://osv.dev/vulnerability/" + advisory;
    }

    private static String uri(String path) {
        try {
            return new URI(null, null, "/" + path, null).getRawPath().substring(1);
        } catch (URISyntaxException impossible) {
            throw new IllegalArgumentException("no path: " + path, impossible);
        }
    }

    private static String digest(String text) {
        try {
            byte[] bytes =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
