package dev.godwit.project.audit;

import java.util.List;

/**
 * What an auditor, or several, found.
 *
 * @param auditors names and versions of the programs that have looked: {@code npm audit 11.19.1}
 * @param unknown what could not be found out, and why, one sentence each: with one of them nobody
 *     may call the project clean
 */
public record Audit(List<String> auditors, List<Finding> findings, List<String> unknown) {

    public Audit {
        auditors = List.copyOf(auditors);
        findings = List.copyOf(findings);
        unknown = List.copyOf(unknown);
    }

    /** Nothing was found out. */
    public static Audit unknown(String auditor, String why) {
        return new Audit(List.of(), List.of(), List.of(auditor + ": " + why));
    }
}
