package dev.godwit.project.audit;

import java.time.LocalDate;

/**
 * Somebody's decision that an advisory does not matter here, for a while.
 *
 * @param advisory one of its ids
 * @param name of the package; empty for every package
 * @param reason why it does not matter
 * @param expires last day that it holds
 */
public record Waiver(String advisory, String name, String reason, LocalDate expires) {

    /** Whether it speaks of a finding; an expired one speaks of none. */
    boolean covers(Finding finding, LocalDate today) {
        return !today.isAfter(expires)
                && finding.calls(advisory)
                && (name.isEmpty() || name.equals(finding.name()));
    }
}
