package dev.godwit.project.audit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

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
     * @param reasons one sentence each; none when it is clean
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
        List<String> reasons = new ArrayList<>();
        int waived = 0;
        for (Finding finding : delta.added()) {
            if (waivers.cover(finding, today)) {
                waived++;
            } else if (fresh || counts(finding)) {
                reasons.add("new: " + words(finding));
            }
        }
        for (Finding finding : delta.kept()) {
            if (waivers.cover(finding, today)) {
                waived++;
            } else if (counts(finding)) {
                reasons.add("still there: " + words(finding));
            }
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

    private static String words(Finding finding) {
        return "%s, %s %s, %s"
                .formatted(
                        finding.advisory(), finding.name(), finding.version(), finding.severity());
    }
}
