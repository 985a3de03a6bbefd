package dev.godwit.cli.release;

import dev.godwit.cli.output.Errors;
import dev.godwit.cli.output.Style;
import dev.godwit.cli.upgrade.UpgradeMarkdown;
import dev.godwit.cli.upgrade.UpgradeText;
import dev.godwit.cli.upgrade.UpgradeView;
import dev.godwit.cli.view.RunText;
import dev.godwit.cli.view.RunView;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A release as text: itself, then its parts as they are shown alone. */
public final class ReleaseText {

    private ReleaseText() {}

    /** Several lines, without a line break at the end. */
    public static String of(ReleaseView view, Style style) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "%s: %s%s"
                        .formatted(
                                view.run(),
                                RunText.outcome(view.outcome(), style),
                                view.doing().isEmpty() ? "" : ", stage " + view.stage()));
        add(lines, "note", view.note());
        add(lines, "doing", view.doing());
        view.problems().forEach(problem -> lines.add(Errors.text(problem, style)));
        add(lines, "next", String.join("\n" + " ".repeat(13), view.next()));
        add(lines, "ui", view.ui() == null ? "" : view.ui());
        RunView migration = view.migration();
        if (migration != null) {
            lines.add(RunText.of(migration, style));
        }
        UpgradeView upgrade = view.upgrade();
        if (upgrade != null) {
            lines.add(UpgradeText.of(upgrade, style));
        }
        return String.join("\n", lines);
    }

    /** As Markdown, for a pull request: the upgrade's, under what became of the schema. */
    public static String markdown(ReleaseView view) {
        List<String> lines = new ArrayList<>();
        lines.add("## Release %s: %s\n".formatted(view.run(), words(view.outcome())));
        if (!view.note().isEmpty()) {
            lines.add(view.note() + "\n");
        }
        RunView migration = view.migration();
        if (migration != null) {
            lines.add(
                    "Migration `%s`: %s, %,d rows filled, %,d compared, %,d wrong.\n"
                            .formatted(
                                    migration.run(),
                                    words(migration.outcome()),
                                    migration.rows(),
                                    migration.compared(),
                                    migration.mismatches()));
        }
        view.problems()
                .forEach(
                        problem ->
                                lines.add(
                                        "**%s** %s: %s\n"
                                                .formatted(
                                                        problem.code(),
                                                        problem.what(),
                                                        problem.because())));
        UpgradeView upgrade = view.upgrade();
        if (upgrade != null) {
            lines.add(UpgradeMarkdown.of(upgrade));
        }
        return String.join("\n", lines).stripTrailing();
    }

    private static String words(@Nullable Object outcome) {
        return outcome == null ? "unknown" : outcome.toString().replace('_', ' ');
    }

    private static void add(List<String> lines, String label, String text) {
        if (!text.isEmpty()) {
            lines.add("  %-10s %s".formatted(label, text));
        }
    }
}
