package dev.godwit.project.npm;

import dev.godwit.project.ecosystem.Candidate;
import dev.godwit.project.ecosystem.Candidate.Held;
import dev.godwit.project.ecosystem.Candidate.Rung;
import dev.godwit.project.ecosystem.Workplace;
import dev.godwit.project.process.Ended;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.semver4j.Semver;

/**
 * Major versions that ask for another Node.js than the one that the project is built with: npm
 * installs them with a warning, and they fail where nobody looks.
 */
final class Engines {

    private static final String TYPES = "@types/node";

    private final Workplace at;
    private final AtomicInteger asked = new AtomicInteger();
    private String node = "";

    Engines(Workplace at) {
        this.at = at;
    }

    /** The same, up to the first rung that does not fit. */
    Candidate fitting(Candidate candidate) throws IOException {
        List<Rung> fitting = new ArrayList<>();
        for (Rung rung : candidate.rungs()) {
            String asked = rung.major() ? asked(rung.move().name(), rung.move().to()) : "";
            if (!asked.isBlank() && !new Semver(node()).satisfies(asked)) {
                String reason = "needs Node.js %s, here is %s".formatted(asked, node());
                return new Candidate(
                        candidate.name(),
                        fitting,
                        candidate.skipped(),
                        List.of(new Held(rung.move(), reason)));
            }
            fitting.add(rung);
        }
        return candidate;
    }

    private String asked(String name, String declared) throws IOException {
        String version = declared.replaceFirst("^[~^>=v\\s]+", "");
        if (name.equals(TYPES)) {
            return ">=" + version.split("\\.")[0]; // they describe what that Node.js can do
        }
        Ended ended =
                at.fetch(
                        "engines-" + asked.incrementAndGet(),
                        Npm.QUIET,
                        List.of("npm", "view", name + "@" + version, "engines.node"));
        if (!ended.good()) {
            throw new IOException("npm view " + name + ": " + Npm.reason(ended));
        }
        return ended.text().strip();
    }

    private synchronized String node() throws IOException {
        if (node.isEmpty()) {
            node =
                    at.run("node", Npm.QUIET, List.of("node", "--version"))
                            .text()
                            .strip()
                            .replaceFirst("^v", "");
        }
        return node;
    }
}
