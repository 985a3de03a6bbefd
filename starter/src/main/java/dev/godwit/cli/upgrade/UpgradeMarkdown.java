package dev.godwit.cli.upgrade;

import dev.godwit.workflow.upgrade.message.Audited;
import dev.godwit.workflow.upgrade.message.Fate;
import java.util.List;
import java.util.Locale;

/** An upgrade as Markdown, for a pull request. */
public final class UpgradeMarkdown {

    private UpgradeMarkdown() {}

    /** Without a line break at the end. */
    public static String of(UpgradeView view) {
        StringBuilder page = new StringBuilder();
        page.append("## Upgrade of ").append(view.run()).append(": ");
        page.append(view.outcome().toString().replace('_', ' ')).append("\n\n");
        if (!view.branch().isEmpty()) {
            page.append("Branch `%s`, from `%s`. ".formatted(view.branch(), view.into()));
        }
        if (view.probes() > 0) {
            page.append("Probes: %s.\n".formatted(UpgradeText.probes(view)));
        }
        for (Fate.Kind kind : Fate.Kind.values()) {
            List<Fate> fates = view.fates().stream().filter(fate -> fate.kind() == kind).toList();
            if (!fates.isEmpty()) {
                table(page, kind, fates);
            }
        }
        Audited audit = view.audit();
        if (audit != null) {
            page.append("\n### Audit: %s\n\n".formatted(UpgradeText.words(audit)));
            audit.reasons().forEach(reason -> page.append("- %s\n".formatted(reason)));
            audit.auditors().forEach(one -> page.append("- asked: %s\n".formatted(one)));
            audit.notAsked().forEach(one -> page.append("- not asked: %s\n".formatted(one)));
            audit.added()
                    .forEach(one -> page.append("- new: %s\n".formatted(UpgradeText.words(one))));
            audit.fixed()
                    .forEach(one -> page.append("- fixed: %s\n".formatted(UpgradeText.words(one))));
            audit.kept()
                    .forEach(one -> page.append("- kept: %s\n".formatted(UpgradeText.words(one))));
        }
        view.problems()
                .forEach(
                        problem ->
                                page.append(
                                        "\n**%s** %s: %s\n"
                                                .formatted(
                                                        problem.code(),
                                                        problem.what(),
                                                        problem.because())));
        return page.toString().stripTrailing();
    }

    private static void table(StringBuilder page, Fate.Kind kind, List<Fate> fates) {
        String word =
                kind.name().substring(0, 1) + kind.name().substring(1).toLowerCase(Locale.ROOT);
        boolean linked = fates.stream().anyMatch(fate -> !fate.changelog().url().isEmpty());
        page.append("\n### %s\n\n".formatted(word));
        page.append("| | from | to | why |%s\n".formatted(linked ? " changes |" : ""));
        page.append("|---|---|---|---|%s\n".formatted(linked ? "---|" : ""));
        for (Fate fate : fates) {
            page.append(
                    "| `%s` | %s | %s | %s |"
                            .formatted(
                                    fate.name(),
                                    cell(fate.from()),
                                    cell(fate.to()),
                                    cell(fate.reason())));
            page.append(linked ? " %s |\n".formatted(link(fate.changelog())) : "\n");
        }
    }

    /** The page's own words may not end the link. */
    private static String link(Fate.Link link) {
        return link.url().isEmpty()
                ? ""
                : "[%s](<%s>)"
                        .formatted(
                                link.label(),
                                link.url().replaceAll("[<>\\\\\\s]", "").replace("|", "%7C"));
    }

    /** A bar would end the cell. */
    private static String cell(String text) {
        return text.replace("|", "\\|").replace('\n', ' ');
    }
}
