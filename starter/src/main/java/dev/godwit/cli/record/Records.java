package dev.godwit.cli.record;

import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.record.temporal.Executions;
import dev.godwit.cli.release.ReleaseRun;
import dev.godwit.cli.run.Ledger;
import dev.godwit.cli.run.RunHandle;
import dev.godwit.cli.run.Session;
import dev.godwit.cli.upgrade.UpgradeRun;
import dev.godwit.workflow.message.Finding;
import dev.godwit.workflow.message.history.History;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Joins the target's ledger with what Temporal still has. */
public final class Records {

    private static final String UNKNOWN = "GW-560";
    private static final String FORGETS =
            "it keeps closed workflows for its retention time only; the ledger has not";

    private Records() {}

    /**
     * What could be read.
     *
     * @param problems why the target's part is missing; empty when it is not
     */
    public record Found(RunRecord known, List<Finding> problems) {

        public Found {
            problems = List.copyOf(problems);
        }

        /** How a command ends that shows it. */
        public ExitCode exit() {
            return problems.isEmpty() ? ExitCode.DONE : ExitCode.UNREACHABLE;
        }
    }

    /**
     * Reads both parts. Without a worker, Temporal's alone.
     *
     * @param detail whether steps, samples and proof are wanted
     * @throws CliError when nobody knows the run, or Temporal does not answer
     */
    public static Found read(Session session, RunHandle run, boolean detail) {
        List<Line> temporal = new Executions(session.link(), run).lines();
        String page = run.describe().map(run::page).orElse(null);
        if (UpgradeRun.of(session, run).isPresent() || ReleaseRun.of(session, run).isPresent()) {
            History none = new History(List.of(), List.of());
            return new Found(
                    new RunRecord(
                            run.name(), List.of(), joined(none, temporal), null, List.of(), page),
                    List.of());
        }
        if (session.targets().project(run.target()).isPresent()) {
            throw unknown(session, run); // a project keeps no record that could be asked
        }
        try {
            History history = Ledger.read(session, run, detail);
            RunRecord known =
                    new RunRecord(
                            run.name(),
                            history.runs(),
                            joined(history, temporal),
                            history.detail(),
                            forgotten(history, temporal),
                            page);
            if (known.empty()) {
                throw unknown(session, run);
            }
            return new Found(known, List.of());
        } catch (CliError unread) {
            if (unread.exit() != ExitCode.UNREACHABLE || temporal.isEmpty()) {
                throw unread;
            }
            History none = new History(List.of(), List.of());
            return new Found(
                    new RunRecord(
                            run.name(),
                            List.of(),
                            joined(none, temporal),
                            null,
                            List.of("only Temporal's part: the target's ledger cannot be read now"),
                            page),
                    unread.problems());
        }
    }

    /** By time; what has the same time keeps the order of its source. */
    static List<Line> joined(History history, List<Line> temporal) {
        return Stream.concat(temporal.stream(), history.entries().stream().map(Line::of))
                .sorted(Comparator.comparing(line -> Instant.parse(line.at())))
                .toList();
    }

    /** A run's workflow begins before the target hears of it, so what is older is forgotten. */
    static List<String> forgotten(History history, List<Line> temporal) {
        if (history.runs().isEmpty()) {
            return List.of();
        }
        if (temporal.isEmpty()) {
            return List.of("Temporal has forgotten this run: " + FORGETS);
        }
        List<String> notes = new ArrayList<>();
        Instant oldest =
                temporal.stream()
                        .map(line -> Instant.parse(line.at()))
                        .min(Instant::compareTo)
                        .orElseThrow();
        if (Instant.parse(history.runs().getLast().startedAt()).isBefore(oldest)) {
            notes.add("Temporal has forgotten what was before %s: %s".formatted(oldest, FORGETS));
        }
        return notes;
    }

    private static CliError unknown(Session session, RunHandle run) {
        return new CliError(
                ExitCode.USAGE,
                UNKNOWN,
                "neither Temporal nor target %s knows a run %s".formatted(run.target(), run.name()),
                session.link().endpoint().toString(),
                "",
                "godwit list");
    }
}
