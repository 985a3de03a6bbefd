package dev.godwit.cli.command.checklist;

import dev.godwit.cli.checklist.Item;
import dev.godwit.cli.checklist.Known;
import dev.godwit.cli.checklist.Verdict;
import dev.godwit.cli.checklist.rule.Rule;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.workflow.checklist.RunFacts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A run and its checklist; in JSON mode exactly this.
 *
 * @param environment as godwit.yaml says it; empty when it does not
 * @param hash of the plan's text
 * @param endedAt ISO 8601 instant; empty as long as it is under way
 * @param summary how many lines stand how, for people
 * @param checkedAt when it was looked; what is recorded later is not in it
 */
record ChecklistView(
        String run,
        String target,
        String environment,
        String outcome,
        String hash,
        String actor,
        String startedAt,
        String endedAt,
        String checkedAt,
        String summary,
        List<Item> lines) {

    ChecklistView {
        lines = List.copyOf(lines);
    }

    /** Judges every line. @param now ISO 8601 instant */
    static ChecklistView of(Known known, String now) {
        RunFacts run = known.run();
        List<Item> lines = Rule.ALL.stream().map(rule -> rule.judge(known)).toList();
        return new ChecklistView(
                run.run(),
                known.target(),
                known.place(known.target()).environment(),
                run.outcome().toLowerCase(Locale.ROOT).replace('_', ' '),
                run.hash(),
                run.actor(),
                run.startedAt(),
                run.endedAt(),
                now,
                summary(lines),
                lines);
    }

    /**
     * @param strict whether everything has to be shown
     */
    ExitCode exit(boolean strict) {
        if (has(Verdict.FAILED) || strict && has(Verdict.ACCEPTED)) {
            return ExitCode.FINDINGS;
        }
        return strict && has(Verdict.NOT_SHOWN) ? ExitCode.UNKNOWN : ExitCode.DONE;
    }

    private boolean has(Verdict verdict) {
        return lines.stream().anyMatch(line -> line.verdict() == verdict);
    }

    private static String summary(List<Item> lines) {
        List<String> counts = new ArrayList<>();
        for (Verdict verdict : Arrays.asList(Verdict.values())) {
            long count = lines.stream().filter(line -> line.verdict() == verdict).count();
            if (count > 0) {
                counts.add(count + " " + verdict);
            }
        }
        return String.join(", ", counts);
    }
}
