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
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

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
        List<Callable<Candidate>> questions = new ArrayList<>();
        project.declared()
                .forEach(
                        (name, declared) -> {
                            String last = newest.get(name);
                            String log = "versions-" + (questions.size() + 1);
                            questions.add(
                                    last == null
                                            ? () -> new Candidate(name, List.of(), "")
                                            : () ->
                                                    engines.fitting(
                                                            above(name, declared, last, log)));
                        });
        return all(questions);
    }

    private Candidate above(String name, String declared, String last, String log)
            throws IOException {
        boolean nothingBetween = cooldown.isZero() && Ladder.oneStep(declared, last);
        return Ladder.of(
                name,
                declared,
                last,
                nothingBetween ? List.of(Range.bare(last)) : released(name, log));
    }

    /** Several at a time, because npm takes longer to start than the registry to answer. */
    private static List<Candidate> all(List<Callable<Candidate>> questions) throws IOException {
        int some = Math.min(8, 2 * Runtime.getRuntime().availableProcessors());
        List<Candidate> candidates = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(some)) {
            for (Future<Candidate> answer : pool.invokeAll(questions)) {
                candidates.add(answer.get());
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a registry was asked", stopping);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException failure) {
                throw new IOException(failure.getMessage(), failure);
            }
            if (failed.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(failed);
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

    private List<String> released(String name, String log) throws IOException {
        Ended ended =
                at.fetch(
                        log, Npm.QUIET, List.of("npm", "view", name, "versions", "time", "--json"));
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
