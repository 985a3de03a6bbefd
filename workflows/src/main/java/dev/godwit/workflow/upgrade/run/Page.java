package dev.godwit.workflow.upgrade.run;

import dev.godwit.workflow.upgrade.message.Audited;
import dev.godwit.workflow.upgrade.message.Fate;
import dev.godwit.workflow.upgrade.message.UpgradeReport;
import java.util.Locale;

/** An upgrade as Markdown for the Temporal UI. */
final class Page {

    /** The server takes 20 KB; characters of two bytes fit as well. */
    private static final int MAX_CHARACTERS = 8_000;

    private Page() {}

    static String of(UpgradeReport report) {
        StringBuilder page = new StringBuilder();
        line(page, "### %s: %s", report.run(), report.outcome().toString().replace('_', ' '));
        if (!report.doing().isEmpty()) {
            line(page, "%s", report.doing());
        }
        if (!report.branch().isEmpty()) {
            line(page, "Kept on `%s`, from `%s`", report.branch(), report.into());
        }
        if (report.probes() > 0) {
            line(
                    page,
                    "%d probes, %d of them remembered%s; baseline %s",
                    report.probes(),
                    report.remembered(),
                    report.wasted() == 0 ? "" : ", %d more in vain".formatted(report.wasted()),
                    report.baseline());
        }
        Audited audit = report.audit();
        if (audit != null) {
            line(
                    page,
                    "Audit %s: %d fixed, %d %s, %d kept",
                    audit.verdict(),
                    audit.fixed().size(),
                    audit.added().size(),
                    audit.compared() ? "new" : "found",
                    audit.kept().size());
            audit.reasons().forEach(reason -> line(page, "- %s", reason));
            audit.notAsked().forEach(one -> line(page, "- not asked: %s", one));
        }
        report.problems()
                .forEach(problem -> line(page, "**%s** %s", problem.code(), problem.what()));
        for (Fate fate : report.fates()) {
            line(
                    page,
                    "- %s `%s` %s%s",
                    fate.kind().name().toLowerCase(Locale.ROOT),
                    fate.name(),
                    fate.to().isEmpty() ? "" : fate.from() + " → " + fate.to(),
                    fate.reason().isEmpty() ? "" : ": " + fate.reason());
        }
        return page.length() <= MAX_CHARACTERS
                ? page.toString()
                : page.substring(0, MAX_CHARACTERS);
    }

    private static void line(StringBuilder page, String format, Object... values) {
        page.append(String.format(Locale.ROOT, format, values)).append("\n\n");
    }
}
