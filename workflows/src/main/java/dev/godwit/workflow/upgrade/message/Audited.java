package dev.godwit.workflow.upgrade.message;

import java.util.List;
import java.util.Objects;

/**
 * Advisories before and after. Of a single look, everything is in {@code added}.
 *
 * @param verdict clean, findings or unknown
 * @param compared whether there were two looks
 * @param reasons why it is not clean, one sentence each
 * @param fixed fell away
 * @param added came
 * @param kept are there as before
 * @param waived of those that are there, how many somebody has waived
 * @param left how many more there are than are listed
 * @param auditors who has looked
 * @param files what was written beside: SARIF and SBOM, as paths on the worker's host
 * @param notAsked who has not looked, by choice, and why, one sentence each; empty in reports of
 *     versions that did not say it
 */
public record Audited(
        String verdict,
        boolean compared,
        List<String> reasons,
        List<Advisory> fixed,
        List<Advisory> added,
        List<Advisory> kept,
        int waived,
        int left,
        List<String> auditors,
        List<String> files,
        List<String> notAsked) {

    public Audited {
        reasons = List.copyOf(reasons);
        fixed = List.copyOf(fixed);
        added = List.copyOf(added);
        kept = List.copyOf(kept);
        auditors = List.copyOf(auditors);
        files = List.copyOf(files);
        // A history may hold one that was written without it.
        notAsked = List.copyOf(Objects.requireNonNullElse(notAsked, List.of()));
    }
}
