package dev.godwit.project.probe;

import dev.godwit.project.ecosystem.Ecosystem;
import dev.godwit.project.ecosystem.Move;
import dev.godwit.project.ecosystem.Recipe;
import dev.godwit.project.ecosystem.Result;
import dev.godwit.project.ecosystem.Workplace;
import dev.godwit.project.git.Scratch;
import dev.godwit.project.link.Link;
import dev.godwit.project.process.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Tries a set of versions: the commit as it is, the versions moved, built and tested; a second time
 * on red; then with rewrites of source code, where there are some. What passes is committed as it
 * was tested, each rewrite by itself. May be killed anywhere and run again.
 */
public final class Judge {

    /** How often a project that is looked at for flakiness is tested. */
    private static final int TIMES = 3;

    /** Of one probe: they travel in messages of Temporal. */
    private static final int MOST_LINKS = 100;

    private final Ecosystem ecosystem;
    private final Scratch scratch;
    private final Sandbox sandbox;
    private final Path logs;
    private final Duration timeout;

    /**
     * @param logs folder for what the programs print, one folder in it for each probe
     * @param timeout of one program
     */
    public Judge(
            Ecosystem ecosystem, Scratch scratch, Sandbox sandbox, Path logs, Duration timeout) {
        this.ecosystem = ecosystem;
        this.scratch = scratch;
        this.sandbox = sandbox;
        this.logs = logs;
        this.timeout = timeout;
    }

    /**
     * The verdict.
     *
     * @param recipes what the probe's recipes are; with moves, tried when these are red without
     * @param run for the trailers of the commit
     * @throws IOException when it cannot be told: no program, no disk, no registry
     */
    public Judgement judge(Probe probe, List<Recipe> recipes, String run, Runnable check)
            throws IOException {
        return judge(probe, recipes, run, false, check);
    }

    /**
     * The same for a set that is looked at again in smaller ones when it is red.
     *
     * @param once whether red at the first look is red
     */
    public Judgement judge(
            Probe probe, List<Recipe> recipes, String run, boolean once, Runnable check)
            throws IOException {
        Attempt attempts = new Attempt(probe, run, check);
        List<Recipe> always = probe.moves().isEmpty() ? recipes : List.of();
        Tried first = attempts.make("1", always);
        if (first.ended() != Stage.TESTED) {
            return attempts.judgement(first.good() ? Verdict.GREEN : Verdict.UNBUILDABLE, first);
        }
        if (first.good()) {
            return attempts.judgement(Verdict.GREEN, first);
        }
        Tried red = once ? first : attempts.make("2", always);
        if (red.good()) {
            return attempts.judgement(Verdict.FLAKY, red);
        }
        List<Recipe> rewrites = new ArrayList<>(ecosystem.recipes(probe.moves()));
        rewrites.addAll(recipes);
        if (probe.moves().isEmpty() || rewrites.isEmpty()) {
            return attempts.judgement(Verdict.RED, red, once);
        }
        Tried rewritten = attempts.make("rewritten", rewrites);
        return attempts.judgement(rewritten.good() ? Verdict.GREEN : Verdict.RED, rewritten, once);
    }

    /** Whether a commit is green several times in a row. */
    public boolean steady(Probe probe, Runnable check) throws IOException {
        Attempt attempts = new Attempt(probe, "", check);
        for (int time = 1; time <= TIMES; time++) {
            if (!attempts.make("steady-" + time, List.of()).good()) {
                return false;
            }
        }
        return true;
    }

    private enum Stage {
        INSTALLED,
        REWRITTEN,
        TESTED
    }

    /**
     * How far an attempt came.
     *
     * @param commit what was tested; empty unless it passed
     * @param rewritten whether moved versions were tested with rewrites of source code
     */
    private record Tried(Stage ended, boolean good, String note, String commit, boolean rewritten) {

        Tried(Stage ended, boolean good, String note, String commit) {
            this(ended, good, note, commit, false);
        }
    }

    /** The attempts at one probe. */
    private final class Attempt {

        private final Probe probe;
        private final String run;
        private final Runnable check;
        private final List<Path> written = new ArrayList<>();
        private List<String> conflict = List.of();
        private Map<String, Link> links = Map.of();

        Attempt(Probe probe, String run, Runnable check) {
            this.probe = probe;
            this.run = run;
            this.check = check;
        }

        Tried make(String which, List<Recipe> recipes) throws IOException {
            scratch.reset(probe.commit(), check);
            Workplace at =
                    new Workplace(
                            scratch.folder().resolve(probe.path()),
                            logs.resolve(probe.key().substring(0, 16)).resolve(which),
                            probe.test(),
                            timeout,
                            sandbox,
                            check);
            Result installed =
                    probe.moves().isEmpty()
                            ? ecosystem.install(at)
                            : ecosystem.bump(at, probe.moves());
            written.addAll(installed.logs());
            if (!installed.good()) {
                conflict = installed.conflict();
                return new Tried(Stage.INSTALLED, false, installed.note(), "");
            }
            scratch.stage(check);
            String commit = probe.moves().isEmpty() ? probe.commit() : commit();
            List<String> notes = new ArrayList<>();
            for (Recipe recipe : recipes) {
                Result rewritten = recipe.rewrite(at);
                written.addAll(rewritten.logs());
                if (!rewritten.good()) {
                    String note = recipe.name() + ": " + rewritten.note();
                    return new Tried(Stage.REWRITTEN, false, note, "");
                }
                notes.add(rewritten.note());
                scratch.stage(check);
                commit = commit(recipe);
            }
            if (!recipes.isEmpty() && commit.equals(probe.commit())) {
                return new Tried(Stage.REWRITTEN, true, String.join("; ", notes), commit);
            }
            Result tested = ecosystem.test(at);
            written.addAll(tested.logs());
            if (tested.good() && !probe.moves().isEmpty()) {
                links = links(at);
                commit = annotated(commit);
            }
            String note =
                    tested.good() && !recipes.isEmpty() ? String.join("; ", notes) : tested.note();
            return new Tried(
                    Stage.TESTED,
                    tested.good(),
                    note,
                    tested.good() ? commit : "",
                    !recipes.isEmpty() && !probe.moves().isEmpty());
        }

        /** A look for people, which decides nothing: when it fails, nothing is known. */
        private Map<String, Link> links(Workplace at) {
            try {
                Map<String, Link> all = ecosystem.links(at, probe.moves());
                return all.entrySet().stream()
                        .limit(MOST_LINKS)
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            } catch (IOException | RuntimeException unknown) {
                check.run(); // unless it failed because nobody wants it any more
                return Map.of();
            }
        }

        /** Only now, because most probes of a search are red. */
        private String annotated(String commit) {
            if (links.isEmpty() || commit.equals(probe.commit())) {
                return commit;
            }
            List<String> trailers =
                    links.entrySet().stream()
                            .map(one -> trailer(one.getKey(), one.getValue()))
                            .sorted()
                            .toList();
            return scratch.annotate(probe.commit(), commit, trailers, check);
        }

        private String commit() {
            List<String> moved = probe.moves().stream().map(Judge::words).toList();
            Map<String, String> trailers = trailers();
            for (Move move : probe.moves()) {
                trailers.merge("Godwit-Moved", words(move), (one, other) -> one + ", " + other);
            }
            String title =
                    moved.size() == 1
                            ? "Move " + moved.getFirst()
                            : "Move %d dependencies of %s"
                                    .formatted(moved.size(), ecosystem.name());
            return scratch.commit(title, trailers, check);
        }

        private String commit(Recipe recipe) {
            Map<String, String> trailers = trailers();
            trailers.put("Godwit-Recipe", recipe.name());
            return scratch.commit("Rewrite by " + recipe.name(), trailers, check);
        }

        private Map<String, String> trailers() {
            Map<String, String> trailers = new LinkedHashMap<>();
            trailers.put("Godwit-Run", run);
            trailers.put("Godwit-Probe", probe.key());
            return trailers;
        }

        Judgement judgement(Verdict verdict, Tried tried) {
            return judgement(verdict, tried, false);
        }

        Judgement judgement(Verdict verdict, Tried tried, boolean once) {
            return new Judgement(
                    verdict,
                    tried.commit(),
                    tried.note(),
                    conflict,
                    written.stream().map(path -> logs.relativize(path).toString()).toList(),
                    tried.commit().isEmpty() ? Map.of() : links,
                    once && verdict == Verdict.RED,
                    tried.rewritten() && verdict == Verdict.GREEN);
        }
    }

    /** A page that does not tell what has changed is not called so. */
    private static String trailer(String name, Link link) {
        String key =
                switch (link.kind()) {
                    case CHANGELOG, RELEASES -> "Changelog";
                    case REPOSITORY -> "Repository";
                    case HOMEPAGE -> "Homepage";
                };
        return "Godwit-%s: %s %s".formatted(key, name, link.url());
    }

    private static String words(Move move) {
        return "%s %s -> %s".formatted(move.name(), move.from(), move.to());
    }
}
