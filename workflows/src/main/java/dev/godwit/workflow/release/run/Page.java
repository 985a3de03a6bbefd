package dev.godwit.workflow.release.run;

import dev.godwit.workflow.message.Finding;
import dev.godwit.workflow.message.MigrationReport;
import dev.godwit.workflow.release.message.ReleaseReport;
import dev.godwit.workflow.upgrade.message.UpgradeReport;

/** A release as Markdown for the Temporal UI. */
final class Page {

    private Page() {}

    static String of(ReleaseReport report) {
        StringBuilder page = new StringBuilder();
        line(page, "### " + report.run() + ": " + words(report.outcome()));
        if (!report.doing().isEmpty()) {
            line(page, report.doing());
        }
        MigrationReport migrated = report.migrated();
        line(
                page,
                "- migration `%s`: %s"
                        .formatted(
                                report.migration(),
                                migrated == null ? "see its workflow" : words(migrated.outcome())));
        UpgradeReport upgraded = report.upgraded();
        line(
                page,
                "- upgrade `%s`: %s"
                        .formatted(
                                report.upgrade(),
                                upgraded == null ? "see its workflow" : words(upgraded.outcome())));
        for (Finding problem : report.problems()) {
            line(page, "**%s** %s".formatted(problem.code(), problem.what()));
        }
        if (!report.note().isEmpty()) {
            line(page, report.note());
        }
        return page.toString();
    }

    private static String words(Enum<?> outcome) {
        return outcome.toString().replace('_', ' ');
    }

    private static void line(StringBuilder page, String text) {
        page.append(text).append("\n\n");
    }
}
