package dev.godwit.project.audit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an audit must not find: nothing new, nothing at or above a severity, or both. What is waived
 * does not count.
 *
 * @param fresh whether what is new counts, however mild
 * @param from the mildest severity that counts whether or not it is new; empty for none
 */
public record Gate(boolean fresh, Optional<Severity> from) {

    /** The words that it can be made of. */
    public static final Set<String> WORDS = Set.of("new", "low", "moderate", "high", "critical");

    private static final int NAMED = 5;

    /** How an audit ended. */
    public enum Verdict {
        CLEAN,
        FINDINGS,
        UNKNOWN;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The verdict with its reasons.
     *
     * @param reasons one sentence each; a clean one may have some about expired waivers
     * @param waived how many of those that are there somebody has waived
     */
    public record Judgement(Verdict verdict, List<String> reasons, int waived) {

        public Judgement {
            reasons = List.copyOf(reasons);
        }
    }

    /** Reads {@link #WORDS}; of no word, what is new counts. */
    public static Gate of(List<String> words) {
        Optional<Severity> mildest =
                words.stream()
                        .filter(word -> !word.equals("new"))
                        .map(Severity::of)
                        .min(Severity::compareTo);
        return new Gate(words.isEmpty() || words.contains("new"), mildest);
    }

    /** Findings win over what is not known, which wins over clean. */
    public Judgement judge(Delta delta, Waivers waivers, LocalDate today) {
        List<Finding> fresh = new ArrayList<>();
        List<Finding> bad = new ArrayList<>();
        int waived = 0;
        for (Finding finding : delta.added()) {
            if (waivers.of(finding, today).isPresent()) {
                waived++;
            } else if (this.fresh || counts(finding)) {
                fresh.add(finding);
            }
        }
        for (Finding finding : delta.kept()) {
            if (waivers.of(finding, today).isPresent()) {
                waived++;
            } else if (counts(finding)) {
                bad.add(finding);
            }
        }
        List<String> reasons = new ArrayList<>();
        if (!fresh.isEmpty()) {
            reasons.add("found now: " + words(fresh));
        }
        if (!bad.isEmpty()) {
            reasons.add(
                    "%s or worse, and still there: %s".formatted(from.orElseThrow(), words(bad)));
        }
        boolean found = !reasons.isEmpty();
        reasons.addAll(delta.unknown());
        waivers.expired(today)
                .forEach(
                        waiver ->
                                reasons.add(
                                        "the waiver of %s expired on %s"
                                                .formatted(waiver.advisory(), waiver.expires())));
        Verdict verdict =
                found
                        ? Verdict.FINDINGS
                        : delta.unknown().isEmpty() ? Verdict.CLEAN : Verdict.UNKNOWN;
        return new Judgement(verdict, reasons, waived);
    }

    /** One whose severity nobody knows may be the worst. */
    private boolean counts(Finding finding) {
        return from.isPresent()
                && (finding.severity() == Severity.UNKNOWN
                        || finding.severity().compareTo(from.get()) >= 0);
    }

    private static String words(List<Finding> findings) {
        String some =
                findings.stream()
                        .map(Finding::advisory)
                        .distinct()
                        .limit(NAMED)
                        .collect(Collectors.joining(", "));
        long more = findings.stream().map(Finding::advisory).distinct().count() - NAMED;
        return more > 0 ? "%s and %d more".formatted(some, more) : some;
    }
}
