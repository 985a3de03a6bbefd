package dev.godwit.upgrade;

import dev.godwit.project.audit.Delta;
import dev.godwit.project.audit.Finding;
import dev.godwit.project.audit.Gate;
import dev.godwit.project.audit.Waiver;
import dev.godwit.project.audit.Waivers;
import dev.godwit.workflow.upgrade.message.Advisory;
import dev.godwit.workflow.upgrade.message.Audited;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/** An audit as a message: the worst first, and no more than a history of Temporal can bear. */
final class Telling {

    /** Of each kind; the whole of it is in the SARIF file. */
    private static final int MOST = 100;

    private static final int LONGEST_TITLE = 160;

    private static final Comparator<Finding> WORST_FIRST =
            Comparator.comparing(Finding::severity)
                    .reversed()
                    .thenComparing(Finding::name)
                    .thenComparing(Finding::advisory);

    private Telling() {}

    static Audited of(
            Delta delta,
            Gate.Judgement judgement,
            Waivers waivers,
            LocalDate today,
            boolean compared,
            List<String> files) {
        int left = over(delta.fixed()) + over(delta.added()) + over(delta.kept());
        return new Audited(
                judgement.verdict().toString(),
                compared,
                judgement.reasons(),
                told(delta.fixed(), Waivers.NONE, today),
                told(delta.added(), waivers, today),
                told(delta.kept(), waivers, today),
                judgement.waived(),
                left,
                delta.auditors(),
                files,
                delta.notAsked());
    }

    private static int over(List<Finding> findings) {
        return Math.max(0, findings.size() - MOST);
    }

    private static List<Advisory> told(List<Finding> findings, Waivers waivers, LocalDate today) {
        return findings.stream()
                .sorted(WORST_FIRST)
                .limit(MOST)
                .map(finding -> advisory(finding, waivers, today))
                .toList();
    }

    private static Advisory advisory(Finding finding, Waivers waivers, LocalDate today) {
        String title = finding.title();
        return new Advisory(
                finding.advisory(),
                finding.name(),
                finding.version(),
                finding.severity().toString(),
                finding.fixedIn(),
                finding.path(),
                title.length() > LONGEST_TITLE ? title.substring(0, LONGEST_TITLE) + "…" : title,
                waivers.of(finding, today).map(Waiver::reason).orElse(""));
    }
}
