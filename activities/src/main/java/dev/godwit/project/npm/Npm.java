package dev.godwit.project.npm;

import dev.godwit.plan.problem.Problem;
import dev.godwit.project.ProjectFailure;
import dev.godwit.project.audit.Feeds;
import dev.godwit.project.audit.Inventory;
import dev.godwit.project.audit.tool.NpmAudit;
import dev.godwit.project.audit.tool.OsvScanner;
import dev.godwit.project.ecosystem.Auditor;
import dev.godwit.project.ecosystem.Candidate;
import dev.godwit.project.ecosystem.Ecosystem;
import dev.godwit.project.ecosystem.Families;
import dev.godwit.project.ecosystem.Move;
import dev.godwit.project.ecosystem.Result;
import dev.godwit.project.ecosystem.Standing;
import dev.godwit.project.ecosystem.Workplace;
import dev.godwit.project.link.Link;
import dev.godwit.project.process.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Projects with a package.json. With a lock file, what is installed is what it says ({@code npm
 * ci}); without one, none is left behind.
 */
public final class Npm implements Ecosystem {

    static final Map<String, String> QUIET =
            Map.of(
                    "CI", "1",
                    "NO_UPDATE_NOTIFIER", "1",
                    "NO_COLOR", "1",
                    "npm_config_fund", "false",
                    "npm_config_audit", "false",
                    "npm_config_loglevel", "error");

    @Override
    public String name() {
        return "npm";
    }

    @Override
    public boolean detects(Path folder) {
        return Files.isRegularFile(PackageJson.in(folder));
    }

    @Override
    public boolean owns(Path above, Path below) {
        try {
            return PackageJson.read(above).workspaces();
        } catch (IOException unreadable) {
            return false;
        }
    }

    @Override
    public String runtime(Workplace at) throws IOException {
        Ended node = at.run("node", QUIET, List.of("node", "--version"));
        Ended npm = at.run("npm", QUIET, List.of("npm", "--version"));
        if (!node.good() || !npm.good()) {
            throw new IOException("node and npm cannot be run");
        }
        return "node %s npm %s".formatted(node.text().strip(), npm.text().strip());
    }

    @Override
    public Families families() {
        return Families.NPM;
    }

    @Override
    public Result install(Workplace at) throws IOException {
        return locked(at)
                ? npm(at, "install", List.of("npm", "ci"))
                : npm(at, "install", List.of("npm", "install", "--no-package-lock"));
    }

    @Override
    public Result bump(Workplace at, List<Move> moves) throws IOException {
        Workspaces.read(at.folder()).write(moves);
        return locked(at)
                ? npm(at, "bump", List.of("npm", "install"))
                : npm(at, "bump", List.of("npm", "install", "--no-package-lock"));
    }

    @Override
    public Result test(Workplace at) throws IOException {
        return at.all("test", Map.of("CI", "1", "NO_COLOR", "1"), commands(at));
    }

    @Override
    public List<Candidate> candidates(Workplace at, Duration cooldown) throws IOException {
        return new Updates(at, cooldown).find(Workspaces.read(at.folder()));
    }

    @Override
    public List<Standing> standing(Workplace at, List<Move> moves) throws IOException {
        Workspaces project = Workspaces.read(at.folder());
        return moves.stream().map(move -> standing(move, project.standing(move))).toList();
    }

    private static Standing standing(Move move, Optional<String> declared) {
        Optional<Range> now = declared.flatMap(Range::of);
        Optional<Range> to = Range.of(move.to());
        boolean reached = now.isPresent() && to.isPresent() && !now.get().below(to.get());
        return new Standing(move, declared.orElse(""), reached);
    }

    @Override
    public Map<String, Link> links(Workplace at, List<Move> moves) throws IOException {
        Manifests manifests = new Manifests(at.folder(), Workspaces.read(at.folder()).paths());
        Map<String, Link> links = new LinkedHashMap<>();
        for (Move move : moves) {
            manifests.link(move.name()).ifPresent(link -> links.put(move.name(), link));
        }
        return links;
    }

    @Override
    public Inventory inventory(Workplace at) throws IOException {
        return LockFile.inventory(at.folder());
    }

    @Override
    public List<Auditor> auditors(Feeds feeds) {
        return List.of(new NpmAudit(), new OsvScanner(feeds));
    }

    private static List<List<String>> commands(Workplace at) throws IOException {
        if (!at.test().isEmpty()) {
            return List.of(at.test());
        }
        List<List<String>> commands = Scripts.commands(Workspaces.read(at.folder()));
        if (commands.isEmpty()) {
            throw new ProjectFailure(
                    new Problem(
                            "GW-608",
                            "package.json has neither a build nor a test script",
                            at.folder().getFileName() + "/package.json",
                            "without one nothing can be proven",
                            "add one, or name a command with --test"));
        }
        return commands;
    }

    private static Result npm(Workplace at, String log, List<String> command) throws IOException {
        Ended ended = at.fetch(log, QUIET, command);
        List<Path> logs = List.of(ended.output());
        if (ended.good()) {
            return Result.good(String.join(" ", command), logs);
        }
        List<String> conflict = PeerConflict.packages(ended.text());
        String note = String.join(" ", command) + ": " + reason(ended);
        return new Result(false, note, conflict, logs);
    }

    private static boolean locked(Workplace at) {
        return LockFile.in(at.folder()).isPresent();
    }

    /** The line that tells most. */
    static String reason(Ended ended) {
        if (ended.tookTooLong()) {
            return "took too long";
        }
        return ended.text()
                .lines()
                .filter(line -> line.startsWith("npm error") || line.startsWith("npm ERR!"))
                .map(line -> line.replaceFirst("npm (error|ERR!) ?(code )?", "").strip())
                .filter(line -> !line.isEmpty())
                .limit(2)
                .reduce((one, other) -> one + ": " + other)
                .orElse("exit " + ended.exit());
    }
}
