package dev.godwit.project.probe;

import dev.godwit.project.ecosystem.Ecosystem;
import dev.godwit.project.ecosystem.Move;
import dev.godwit.project.ecosystem.Result;
import dev.godwit.project.ecosystem.Workplace;
import dev.godwit.project.git.Scratch;
import dev.godwit.project.process.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tries a set of versions: the commit as it is, the versions moved, built and tested; a second time
 * on red. What is green is committed as it was tested. May be killed anywhere and run again.
 */
public final class Judge {

    private static final String TESTED = "tests: ";

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
     * @param run for the trailers of the commit
     * @throws IOException when it cannot be told: no program, no disk, no registry
     */
    public Judgement judge(Probe probe, String run, Runnable check) throws IOException {
        List<Path> written = new ArrayList<>();
        Result first = attempt(probe, "1", written, check);
        if (first.good()) {
            String commit = probe.moves().isEmpty() ? probe.commit() : commit(probe, run, check);
            return judgement(Verdict.GREEN, commit, first, written);
        }
        if (!first.note().startsWith(TESTED)) {
            return judgement(Verdict.UNBUILDABLE, "", first, written);
        }
        Result second = attempt(probe, "2", written, check);
        return second.good()
                ? judgement(Verdict.FLAKY, "", first, written)
                : judgement(Verdict.RED, "", second, written);
    }

    /**
     * @return whose note begins with {@link #TESTED} when it came as far as that
     */
    private Result attempt(Probe probe, String which, List<Path> written, Runnable check)
            throws IOException {
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
                probe.moves().isEmpty() ? ecosystem.install(at) : ecosystem.bump(at, probe.moves());
        written.addAll(installed.logs());
        if (!installed.good()) {
            return installed;
        }
        scratch.stage(check);
        Result tested = ecosystem.test(at);
        written.addAll(tested.logs());
        return new Result(tested.good(), TESTED + tested.note(), List.of(), List.of());
    }

    private String commit(Probe probe, String run, Runnable check) {
        Map<String, String> trailers = new LinkedHashMap<>();
        trailers.put("Godwit-Run", run);
        trailers.put("Godwit-Probe", probe.key());
        List<String> moved = new ArrayList<>();
        for (Move move : probe.moves()) {
            moved.add("%s %s -> %s".formatted(move.name(), move.from(), move.to()));
        }
        trailers.put("Godwit-Moved", String.join(", ", moved));
        String title =
                moved.size() == 1
                        ? "Move " + moved.getFirst()
                        : "Move %d dependencies of %s".formatted(moved.size(), ecosystem.name());
        return scratch.commit(title, trailers, check);
    }

    private Judgement judgement(Verdict verdict, String commit, Result result, List<Path> written) {
        return new Judgement(
                verdict,
                commit,
                result.note().replaceFirst("^" + TESTED, ""),
                result.conflict(),
                written.stream().map(path -> logs.relativize(path).toString()).toList());
    }
}
