package dev.godwit.project.npm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.godwit.project.ecosystem.Candidate;
import dev.godwit.project.ecosystem.Workplace;
import dev.godwit.project.process.Ended;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks npm-check-updates what is newer and the registry what lies between. A registry that cannot
 * be asked is a failure, never "nothing to do".
 */
final class Updates {

    /** Its output was tried with this version. */
    private static final String CHECKER = "npm-check-updates@23.1.1";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Workplace at;
    private final Duration cooldown;

    Updates(Workplace at, Duration cooldown) {
        this.at = at;
        this.cooldown = cooldown;
    }

    List<Candidate> find(Workspaces project) throws IOException {
        Map<String, String> newest = newest(project);
        Engines engines = new Engines(at);
        List<Candidate> candidates = new ArrayList<>();
        for (Map.Entry<String, String> one : project.declared().entrySet()) {
            String last = newest.get(one.getKey());
            candidates.add(
                    last == null
                            ? new Candidate(one.getKey(), List.of(), "")
                            : engines.fitting(
                                    Ladder.of(
                                            one.getKey(),
                                            one.getValue(),
                                            last,
                                            released(one.getKey()))));
        }
        return candidates;
    }

    private Map<String, String> newest(Workspaces project) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "npx",
                                "--yes",
                                CHECKER,
                                "--target",
                                "latest",
                                "--no-deprecated",
                                "--jsonUpgraded"));
        if (project.any()) {
            command.add("--workspaces");
        }
        if (!project.names().isEmpty()) {
            // A registry is not to be asked for what comes from here.
            command.addAll(List.of("--reject", String.join(",", project.names())));
        }
        Ended ended = at.fetch("candidates", Npm.QUIET, command);
        if (!ended.good()) {
            throw new IOException("npm-check-updates: " + Npm.reason(ended));
        }
        Map<String, String> newest = new HashMap<>();
        for (Map.Entry<String, JsonNode> one : json(ended).properties()) {
            if (one.getValue().isObject()) { // with --workspaces, file by file
                one.getValue()
                        .properties()
                        .forEach(its -> newest.put(its.getKey(), its.getValue().asText()));
            } else {
                newest.put(one.getKey(), one.getValue().asText());
            }
        }
        return newest;
    }

    private List<String> released(String name) throws IOException {
        Ended ended =
                at.fetch(
                        "versions",
                        Npm.QUIET,
                        List.of("npm", "view", name, "versions", "time", "--json"));
        if (!ended.good()) {
            throw new IOException("npm view " + name + ": " + Npm.reason(ended));
        }
        JsonNode answer = json(ended);
        JsonNode versions = answer.path("versions");
        List<String> released = new ArrayList<>();
        if (versions.isArray()) {
            versions.forEach(version -> released.add(version.asText()));
        } else {
            released.add(versions.asText()); // one alone comes as a string
        }
        released.removeIf(version -> !oldEnough(answer.path("time").path(version).asText()));
        return released;
    }

    /**
     * @param released by the registry's clock; empty when it does not say
     */
    private boolean oldEnough(String released) {
        if (cooldown.isZero()) {
            return true;
        }
        try {
            return Instant.parse(released).isBefore(Instant.now().minus(cooldown));
        } catch (DateTimeParseException unknown) {
            return false;
        }
    }

    /** Warnings stand before the JSON, on lines of their own. */
    private static JsonNode json(Ended ended) throws IOException {
        String text = ended.text();
        int begin = 0;
        while (begin < text.length() && "{[\"".indexOf(text.charAt(begin)) < 0) {
            begin = text.indexOf('\n', begin) + 1;
            if (begin == 0) {
                throw new IOException("no JSON in " + ended.output());
            }
        }
        return JSON.reader().readTree(text.substring(begin));
    }
}
