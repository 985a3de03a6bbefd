package dev.godwit.project.audit.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.godwit.project.audit.Delta;
import dev.godwit.project.audit.Finding;
import dev.godwit.project.audit.Severity;
import dev.godwit.project.audit.Waiver;
import dev.godwit.project.audit.Waivers;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an audit has found, as SARIF 2.1.0: a rule for each advisory, a result for each package that
 * falls under it. What is not known makes the invocation an unsuccessful one.
 *
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a>
 */
public final class Sarif {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Waivers waivers;
    private final LocalDate today;

    private Sarif(Waivers waivers, LocalDate today) {
        this.waivers = waivers;
        this.today = today;
    }

    /** As text. @param path of the project in its repository; empty for its root */
    public static String of(Delta delta, Waivers waivers, LocalDate today, String path) {
        try {
            return JSON.writeValueAsString(new Sarif(waivers, today).log(delta, path)) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private ObjectNode log(Delta delta, String path) {
        ObjectNode log = JSON.createObjectNode();
        log.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        log.put("version", "2.1.0");
        ObjectNode run = log.putArray("runs").addObject();
        List<Finding> there = new ArrayList<>(delta.added());
        there.addAll(delta.kept());
        Map<String, Finding> rules = new LinkedHashMap<>();
        there.forEach(finding -> rules.putIfAbsent(finding.advisory(), finding));
        ObjectNode driver = run.putObject("tool").putObject("driver").put("name", "Godwit");
        ArrayNode described = driver.putArray("rules");
        rules.values().forEach(finding -> rule(described.addObject(), finding));
        ArrayNode extensions = ((ObjectNode) run.get("tool")).putArray("extensions");
        delta.auditors().forEach(auditor -> extensions.addObject().put("name", auditor));
        ObjectNode invocation = run.putArray("invocations").addObject();
        invocation.put("executionSuccessful", delta.unknown().isEmpty());
        ArrayNode notifications = invocation.putArray("toolExecutionNotifications");
        for (String unknown : delta.unknown()) {
            ObjectNode one = notifications.addObject().put("level", "error");
            one.putObject("message").put("text", unknown);
        }
        for (String notAsked : delta.notAsked()) {
            ObjectNode one = notifications.addObject().put("level", "note");
            one.putObject("message").put("text", "not asked: " + notAsked);
        }
        ArrayNode results = run.putArray("results");
        List<String> ids = List.copyOf(rules.keySet());
        for (Finding finding : there) {
            ObjectNode result = results.addObject();
            result.put("ruleIndex", ids.indexOf(finding.advisory()));
            result.put("baselineState", delta.kept().contains(finding) ? "unchanged" : "new");
            result(result, finding, path);
        }
        return log;
    }

    private static void rule(ObjectNode rule, Finding finding) {
        rule.put("id", finding.advisory());
        String title = finding.title().isEmpty() ? finding.advisory() : finding.title();
        rule.putObject("shortDescription").put("text", title);
        rule.put("helpUri", "https://osv.dev/vulnerability/" + finding.advisory());
        ObjectNode properties = rule.putObject("properties");
        properties.put("security-severity", score(finding.severity()));
        ArrayNode tags = properties.putArray("tags").add("security");
        finding.aliases().forEach(tags::add);
    }

    private void result(ObjectNode result, Finding finding, String path) {
        result.put("ruleId", finding.advisory());
        result.put("level", level(finding.severity()));
        result.putObject("message")
                .put(
                        "text",
                        "%s %s: %s"
                                .formatted(
                                        finding.name(),
                                        finding.version(),
                                        finding.fixedIn().isEmpty()
                                                ? "no fix is known"
                                                : "fixed in "
                                                        + String.join(", ", finding.fixedIn())));
        String file = path.isEmpty() ? finding.path() : path + "/" + finding.path();
        String uri = encoded(file);
        ObjectNode place = result.putArray("locations").addObject().putObject("physicalLocation");
        place.putObject("artifactLocation").put("uri", uri).put("uriBaseId", "%SRCROOT%");
        place.putObject("region").put("startLine", 1);
        result.putObject("partialFingerprints")
                .put("advisoryAndPackage/v1", finding.advisory() + "/" + finding.name());
        waivers.of(finding, today).map(Waiver::reason).ifPresent(why -> suppress(result, why));
    }

    private static String encoded(String path) {
        try {
            return new URI(null, null, path, null).getRawPath();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void suppress(ObjectNode result, String why) {
        result.putArray("suppressions")
                .addObject()
                .put("kind", "external")
                .put("justification", why);
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case CRITICAL, HIGH, UNKNOWN -> "error";
            case MODERATE -> "warning";
            case LOW -> "note";
        };
    }

    /** The middle of the range of CVSS scores that has this name. */
    private static String score(Severity severity) {
        return switch (severity) {
            case CRITICAL, UNKNOWN -> "9.5";
            case HIGH -> "8.0";
            case MODERATE -> "5.5";
            case LOW -> "2.0";
        };
    }
}
