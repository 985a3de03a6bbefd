package dev.godwit.cli.checklist.rule;

import dev.godwit.cli.checklist.Item;
import dev.godwit.cli.checklist.Known;
import dev.godwit.cli.checklist.Verdict;
import dev.godwit.cli.view.Words;
import dev.godwit.workflow.checklist.RunFacts.Lock;
import dev.godwit.workflow.checklist.StepFacts;
import dev.godwit.workflow.checklist.StepFacts.Heavy;
import dev.godwit.workflow.checklist.StepFacts.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Concurrent or batched on large tables: no index is built, no table rewritten, scanned or copied,
 * and no mass of rows changed in one piece, where a table is large: from 100,000 rows or 100 MB on,
 * as it is now.
 */
final class Brief implements Rule {

    private static final long ROWS = 100_000;
    private static final long BYTES = 100_000_000;

    @Override
    public Item judge(Known known) {
        List<String> large = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        List<String> small = new ArrayList<>();
        for (StepFacts step : known.run().steps()) {
            for (Heavy heavy : step.heavy()) {
                List<String> where = large(heavy) ? large : sized(heavy) ? small : unknown;
                where.add("%s %s, step %d".formatted(heavy.words(), size(heavy), step.number()));
            }
        }
        if (!large.isEmpty()) {
            return item(
                    Verdict.FAILED,
                    Some.of(large) + lock(known.run().lock()),
                    List.of(
                            "a plan of operations: create_index, add_column and alter_column do it"
                                    + " concurrently and in batches"));
        }
        if (!unknown.isEmpty()) {
            return item(Verdict.NOT_SHOWN, Some.of(unknown) + lock(known.run().lock()), List.of());
        }
        List<String> shown = new ArrayList<>();
        long indexes = count(known, Kind.INDEX);
        long fills = count(known, Kind.FILL);
        if (indexes > 0) {
            shown.add(Words.count(indexes, "index", "indexes") + " built or dropped concurrently");
        }
        if (fills > 0) {
            long rows = known.run().steps().stream().mapToLong(StepFacts::rows).sum();
            shown.add(Words.count(rows, "row", "rows") + " filled in batches");
        }
        if (!small.isEmpty()) {
            shown.add("in one piece, but not large: " + Some.of(small));
        }
        if (shown.isEmpty()) {
            shown.add("nothing lasts the longer, the larger a table is");
        }
        return item(Verdict.SHOWN, String.join("; ", shown) + lock(known.run().lock()), List.of());
    }

    private static boolean large(Heavy heavy) {
        return heavy.rows() >= ROWS || !heavy.exact() && heavy.bytes() >= BYTES;
    }

    private static boolean sized(Heavy heavy) {
        return heavy.rows() >= 0 || heavy.bytes() >= 0;
    }

    private static String size(Heavy heavy) {
        if (!sized(heavy)) {
            return "(a table that is not there now)";
        }
        if (heavy.exact()) {
            return "(%s)".formatted(Words.count(heavy.rows(), "row", "rows"));
        }
        String bytes =
                String.format(Locale.ROOT, "%,.1f MB", Math.max(0, heavy.bytes()) / 1_000_000.0);
        return heavy.rows() < 0
                ? "(%s)".formatted(bytes)
                : "(about %s, %s)".formatted(Words.count(heavy.rows(), "row", "rows"), bytes);
    }

    private static String lock(Lock lock) {
        return lock.mode().isEmpty()
                ? ""
                : "; longest lock that writers wait for: %s, %s, step %d"
                        .formatted(Words.took(lock.millis()), lock.mode(), lock.step());
    }

    private static long count(Known known, Kind kind) {
        return known.run().steps().stream().filter(step -> step.kind() == kind).count();
    }

    private static Item item(Verdict verdict, String evidence, List<String> next) {
        return new Item("brief", "concurrent or batched on large tables", verdict, evidence, next);
    }
}
