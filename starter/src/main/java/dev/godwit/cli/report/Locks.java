package dev.godwit.cli.report;

import dev.godwit.cli.record.Line;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds out which locks were taken, how long they were waited for, and who was in the way. */
final class Locks {

    private static final String WAITED = "lock.waited";
    private static final String PREFIX = "waits for ";

    private final Clock clock;
    private final Map<Integer, String> summaries;

    Locks(Clock clock, Map<Integer, String> summaries) {
        this.clock = clock;
        this.summaries = summaries;
    }

    /** In the order in which they were taken; those never granted at the end. */
    List<Report.LockUse> of(List<Line> ledger) {
        List<Report.LockUse> locks = new ArrayList<>();
        Map<Integer, List<Line>> waiting = new LinkedHashMap<>();
        for (Line line : ledger) {
            if (line.event().equals(WAITED)) {
                waiting.computeIfAbsent(line.step(), step -> new ArrayList<>()).add(line);
            } else if (!line.lock().isEmpty()) {
                List<Line> waited = waiting.remove(line.step());
                locks.add(use(line, waited == null ? List.of() : waited));
            }
        }
        waiting.forEach((step, waited) -> locks.add(inVain(step, waited)));
        return locks;
    }

    private Report.LockUse use(Line line, List<Line> waited) {
        double granted = clock.second(line.at()) * 1000 - Math.max(0, line.lockMillis());
        return new Report.LockUse(
                line.at(),
                line.phase(),
                line.step(),
                summaries.getOrDefault(line.step(), ""),
                line.statement(),
                line.lock(),
                line.lockMillis(),
                waited.isEmpty()
                        ? -1
                        : Math.max(0, granted - clock.second(waited.getFirst().at()) * 1000),
                blockers(waited));
    }

    private Report.LockUse inVain(int step, List<Line> waited) {
        Line first = waited.getFirst();
        return new Report.LockUse(
                first.at(),
                first.phase(),
                step,
                summaries.getOrDefault(step, ""),
                "",
                "",
                -1,
                -1,
                blockers(waited));
    }

    private static List<String> blockers(List<Line> waited) {
        return waited.stream()
                .map(Line::note)
                .map(note -> note.startsWith(PREFIX) ? note.substring(PREFIX.length()) : note)
                .distinct()
                .toList();
    }
}
