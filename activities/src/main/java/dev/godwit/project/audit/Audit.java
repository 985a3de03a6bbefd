package dev.godwit.project.audit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What an auditor, or several, found.
 *
 * @param auditors names and versions of the programs that have looked: {@code npm audit 11.19.1}
 * @param unknown what could not be found out, and why, one sentence each: with one of them nobody
 *     may call the project clean
 * @param notAsked auditors that are asked only where they are configured, and are not, one sentence
 *     each: nobody has promised their answer, so its absence is no doubt of the others'
 */
public record Audit(
        List<String> auditors,
        List<Finding> findings,
        List<String> unknown,
        List<String> notAsked) {

    public Audit {
        auditors = List.copyOf(auditors);
        findings = List.copyOf(findings);
        unknown = List.copyOf(unknown);
        notAsked = List.copyOf(notAsked);
    }

    /** Of auditors that have all been asked. */
    public Audit(List<String> auditors, List<Finding> findings, List<String> unknown) {
        this(auditors, findings, unknown, List.of());
    }

    /** Nothing was found out. */
    public static Audit unknown(String auditor, String why) {
        return new Audit(List.of(), List.of(), List.of(auditor + ": " + why));
    }

    /** Of a project that uses nothing, which is clean only if that is all there is to know. */
    public static Audit ofNothing(String auditor, Inventory inventory) {
        return inventory.unknown().isEmpty()
                ? new Audit(List.of(), List.of(), List.of())
                : unknown(auditor, "nobody knows what the project uses");
    }

    /** Nobody has asked it, by choice. */
    public static Audit notAsked(String auditor, String why) {
        return new Audit(List.of(), List.of(), List.of(), List.of(auditor + ": " + why));
    }

    /** What several have found, each advisory once: with the worst severity, and every fix. */
    public static Audit merged(List<Audit> audits) {
        List<Finding> findings = new ArrayList<>();
        for (Audit audit : audits) {
            for (Finding finding : audit.findings()) {
                int known = known(findings, finding);
                if (known < 0) {
                    findings.add(finding);
                } else {
                    findings.set(known, both(findings.get(known), finding));
                }
            }
        }
        return new Audit(
                audits.stream().flatMap(audit -> audit.auditors().stream()).toList(),
                findings,
                audits.stream().flatMap(audit -> audit.unknown().stream()).distinct().toList(),
                audits.stream().flatMap(audit -> audit.notAsked().stream()).distinct().toList());
    }

    private static int known(List<Finding> findings, Finding finding) {
        for (int i = 0; i < findings.size(); i++) {
            Finding one = findings.get(i);
            if (one.same(finding) && one.version().equals(finding.version())) {
                return i;
            }
        }
        return -1;
    }

    private static Finding both(Finding one, Finding other) {
        Set<String> all = new LinkedHashSet<>(List.of(one.advisory(), other.advisory()));
        all.addAll(one.aliases());
        all.addAll(other.aliases());
        Ids ids = Ids.of(all);
        Set<String> fixes = new LinkedHashSet<>(one.fixedIn());
        fixes.addAll(other.fixedIn());
        return new Finding(
                ids.advisory(),
                ids.aliases(),
                one.name(),
                one.version(),
                one.severity().compareTo(other.severity()) >= 0 ? one.severity() : other.severity(),
                List.copyOf(fixes),
                one.path(),
                one.title());
    }
}
