package dev.godwit.upgrade;

import dev.godwit.project.ecosystem.Ecosystem;
import dev.godwit.project.ecosystem.Move;
import dev.godwit.project.ecosystem.Recipe;
import dev.godwit.project.ecosystem.Workplace;
import dev.godwit.project.git.Scratch;
import dev.godwit.project.place.Lane;
import dev.godwit.project.place.Workshop;
import dev.godwit.project.probe.Judge;
import dev.godwit.project.probe.Judgement;
import dev.godwit.project.probe.Memory;
import dev.godwit.project.probe.Probe;
import dev.godwit.project.probe.Verdict;
import dev.godwit.project.process.Sandbox;
import dev.godwit.project.recipe.Recipes;
import dev.godwit.upgrade.ladder.Ladders;
import dev.godwit.workflow.upgrade.activity.Judged;
import dev.godwit.workflow.upgrade.activity.ProbeTask;
import dev.godwit.workflow.upgrade.activity.Standing;
import dev.godwit.workflow.upgrade.activity.Survey;
import dev.godwit.workflow.upgrade.message.Fate;
import dev.godwit.workflow.upgrade.search.Bump;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds and tests in the clone of a run; believes what it has seen before. */
final class Probing {

    private static final Duration TIMEOUT = Duration.ofHours(2);

    private final Workshop workshop;
    private final Ecosystem ecosystem;
    private final Recipes recipes;
    private final Runtimes runtimes;
    private final ProbeTask task;
    private final Scratch scratch;
    private final Runnable check;

    Probing(
            Workshop workshop,
            Ecosystem ecosystem,
            Recipes recipes,
            Runtimes runtimes,
            ProbeTask task,
            Scratch scratch,
            Runnable check) {
        this.workshop = workshop;
        this.ecosystem = ecosystem;
        this.recipes = recipes;
        this.runtimes = runtimes;
        this.task = task;
        this.scratch = scratch;
        this.check = check;
    }

    Judged probe() throws IOException {
        Probe probe = content();
        Memory memory = workshop.memory();
        Optional<Judgement> known =
                task.input().wishes().fresh() ? Optional.empty() : memory.recall(probe);
        boolean remembered = known.filter(this::usable).filter(this::enough).isPresent();
        Judgement judgement = remembered ? known.orElseThrow() : judge(probe);
        // What failed without anything moved may be mended outside of the repository.
        if (!remembered && !(probe.baseline() && judgement.verdict() != Verdict.GREEN)) {
            memory.keep(probe, judgement);
        }
        if (!judgement.commit().isEmpty() && !judgement.commit().equals(task.commit())) {
            scratch.push(
                    judgement.commit(), Branches.probe(task.input().run(), probe.key()), check);
        }
        return told(judgement, remembered);
    }

    private static Judged told(Judgement judgement, boolean remembered) {
        return new Judged(
                Judged.Kind.valueOf(judgement.verdict().name()),
                judgement.commit(),
                note(judgement),
                judgement.logs().isEmpty() ? "" : judgement.logs().getLast(),
                remembered,
                links(judgement),
                judgement.rewritten());
    }

    private static Map<String, Fate.Link> links(Judgement judgement) {
        Map<String, Fate.Link> links = new HashMap<>();
        judgement
                .links()
                .forEach(
                        (name, link) ->
                                links.put(name, new Fate.Link(link.kind().label(), link.url())));
        return links;
    }

    /** The commit as it is, whatever is remembered of it. @param folder of its logs */
    Judged now(String folder) throws IOException {
        Path logs = workshop.logs(task.input().run()).resolve(folder);
        Judge judge = new Judge(ecosystem, scratch, sandbox(), logs, TIMEOUT);
        return told(judge.judge(content(), List.of(), task.input().run(), check), false);
    }

    /** What is remembered of the commit as it is, in so many lanes at the same time. */
    Optional<Judged> together(int lanes) throws IOException {
        return task.input().wishes().fresh()
                ? Optional.empty()
                : workshop.memory().recall(beside(lanes)).map(known -> told(known, true));
    }

    /** Remembers that it is green in so many lanes at the same time, and so by itself. */
    void green(int lanes, Judged verdict) throws IOException {
        Judgement judgement =
                new Judgement(
                        Verdict.GREEN, verdict.commit(), verdict.note(), List.of(), List.of());
        workshop.memory().keep(beside(lanes), judgement);
        workshop.memory().keep(content(), judgement);
    }

    boolean steady() throws IOException {
        return judges().steady(content(), check);
    }

    Survey survey() throws IOException {
        scratch.reset(task.commit(), check);
        Duration cooldown = Duration.ofSeconds(task.input().wishes().cooldownSeconds());
        return new Ladders(ecosystem.families(), task.input().wishes())
                .of(ecosystem.candidates(workplace(), cooldown));
    }

    /** How the packages of the bumps are declared at the commit. */
    Standing standing() throws IOException {
        scratch.reset(task.commit(), check);
        Map<String, String> declared = new HashMap<>();
        List<Bump> reached = new ArrayList<>();
        for (dev.godwit.project.ecosystem.Standing one : ecosystem.standing(workplace(), moves())) {
            Move move = one.move();
            if (!one.declared().isEmpty()) {
                declared.put(move.name(), one.declared());
            }
            if (one.reached()) {
                reached.add(new Bump(move.name(), move.from(), move.to()));
            }
        }
        return new Standing(declared, reached);
    }

    private List<Move> moves() {
        return task.bumps().stream()
                .map(bump -> new Move(bump.name(), bump.from(), bump.to()))
                .toList();
    }

    private static String note(Judgement judgement) {
        return judgement.conflict().isEmpty()
                ? judgement.note()
                : "coupled: cannot be installed without "
                        + String.join(", ", judgement.conflict())
                        + " moving too";
    }

    /** What one look has called red may have been red by chance. */
    private boolean enough(Judgement judgement) {
        return task.once() || !judgement.once();
    }

    private boolean usable(Judgement judgement) {
        return judgement.commit().isEmpty() || scratch.holds(judgement.commit(), check);
    }

    private Judgement judge(Probe probe) throws IOException {
        List<Recipe> rewrites = recipes.read(task.recipes()).recipes();
        return judges().judge(probe, rewrites, task.input().run(), task.once(), check);
    }

    private Judge judges() throws IOException {
        return new Judge(ecosystem, scratch, sandbox(), workshop.logs(task.input().run()), TIMEOUT);
    }

    private Probe content() throws IOException {
        return content(runtime());
    }

    private Probe beside(int lanes) throws IOException {
        return content("%s, %d at once".formatted(runtime(), lanes));
    }

    private Probe content(String runtime) {
        return new Probe(
                task.commit(),
                task.base().path(),
                ecosystem.name(),
                moves(),
                task.recipes(),
                task.input().wishes().test(),
                runtime);
    }

    /** The same versions on this host may fail what an image passes. */
    private String runtime() throws IOException {
        String image = task.input().wishes().container();
        String runtime =
                runtimes.of(
                        task,
                        () -> {
                            scratch.reset(task.commit(), check);
                            return ecosystem.runtime(workplace());
                        });
        return image.isEmpty() ? runtime : "%s in %s".formatted(runtime, image);
    }

    private Workplace workplace() throws IOException {
        return new Workplace(
                scratch.folder().resolve(task.base().path()),
                workshop.logs(task.input().run())
                        .resolve(task.lane() == 0 ? "survey" : "survey-" + (task.lane() + 1)),
                task.input().wishes().test(),
                TIMEOUT,
                sandbox(),
                check);
    }

    private Sandbox sandbox() throws IOException {
        return workshop.sandbox(
                new Lane(task.input().run(), task.lane()), task.input().wishes().container());
    }
}
