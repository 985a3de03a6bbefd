package dev.godwit.cli.upgrade;

import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.output.Output;
import dev.godwit.cli.run.Farewell;
import dev.godwit.cli.view.Words;
import dev.godwit.workflow.Contract;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Follows upgrades until all of them are over: one line per change in a pipe, the last one redrawn
 * on a terminal. A worker or server that goes away is waited for; Ctrl-C ends the following, not
 * the runs.
 */
public final class UpgradeFollower {

    private static final long PAUSE_MILLIS = 500;

    private final List<UpgradeRun> runs;
    private final Output output;
    private final Map<String, String> said = new HashMap<>();

    public UpgradeFollower(List<UpgradeRun> runs, Output output) {
        this.runs = List.copyOf(runs);
        this.output = output;
    }

    /** Follows to the end. */
    public List<UpgradeView> follow() throws InterruptedException {
        List<String> names = runs.stream().map(UpgradeRun::name).toList();
        try (Farewell farewell = new Farewell(names, output)) {
            return all();
        }
    }

    private List<UpgradeView> all() throws InterruptedException {
        List<UpgradeView> ended = new ArrayList<>();
        List<UpgradeRun> open = new ArrayList<>(runs);
        while (!open.isEmpty()) {
            for (UpgradeRun run : List.copyOf(open)) {
                try {
                    UpgradeRun.Look look = run.look();
                    if (!look.open()) {
                        ended.add(look.view());
                        open.remove(run);
                    } else if (look.answered()) {
                        tell(run, line(look.view()));
                    } else {
                        tell(
                                run,
                                "no worker answers on queue %s; the run goes on when one comes"
                                        .formatted(Contract.WORKFLOW_QUEUE));
                    }
                } catch (CliError error) {
                    if (error.exit() != ExitCode.UNREACHABLE) {
                        throw error;
                    }
                    tell(run, "Temporal does not answer; the run goes on by itself, trying again");
                }
            }
            if (!open.isEmpty()) {
                Thread.sleep(PAUSE_MILLIS);
            }
        }
        output.clear();
        return ended;
    }

    /** What it is doing, in one line. */
    public static String line(UpgradeView view) {
        String doing = Words.line(view.doing().isEmpty() ? view.note() : view.doing());
        return view.probes() == 0 || doing.isBlank()
                ? doing
                : "%s (after %s)".formatted(doing, Words.count(view.probes(), "probe", "probes"));
    }

    private void tell(UpgradeRun run, String words) {
        String line = runs.size() == 1 ? words : run.name() + ": " + words;
        // A workflow that has decided and not yet closed does nothing any more.
        if (words.isBlank() || line.equals(said.put(run.name(), line))) {
            return;
        }
        if (output.redraws() && runs.size() == 1) {
            output.redraw(Words.cut(line, output.width() - 1));
        } else {
            output.line(line);
        }
    }
}
