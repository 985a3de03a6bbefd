package dev.godwit.cli.upgrade;

import dev.godwit.cli.output.Errors;
import dev.godwit.cli.output.Style;
import dev.godwit.cli.view.Words;
import dev.godwit.workflow.upgrade.message.Advisory;
import dev.godwit.workflow.upgrade.message.Audited;
import dev.godwit.workflow.upgrade.message.Fate;
import dev.godwit.workflow.upgrade.message.UpgradeOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An upgrade as text. */
public final class UpgradeText {

    private UpgradeText() {}

    /** Several lines, without a line break at the end. */
    public static String of(UpgradeView view, Style style) {
        List<String> lines = new ArrayList<>();
        lines.add("%s: %s".formatted(view.run(), outcome(view.outcome(), style)));
        add(lines, "note", view.note());
        add(lines, "doing", view.doing());
        add(lines, "baseline", baseline(view.baseline()));
        add(lines, "probes", probes(view));
        for (Fate.Kind kind : Fate.Kind.values()) {
            List<Fate> fates = view.fates().stream().filter(fate -> fate.kind() == kind).toList();
            // Nothing is left of them when the branch is gone.
            if (!fates.isEmpty() && view.outcome() != UpgradeOutcome.ROLLED_BACK) {
                lines.add("  " + style(kind, style));
                fates.forEach(fate -> lines.add("    " + words(fate)));
            }
        }
        audit(lines, view.audit());
        view.problems().forEach(problem -> lines.add(Errors.text(problem, style)));
        if (!view.branch().isEmpty()) {
            add(lines, "branch", "%s, from %s".formatted(view.branch(), view.into()));
        }
        add(lines, "logs", view.logs());
        add(lines, "next", String.join("\n" + " ".repeat(13), view.next()));
        add(lines, "ui", view.ui());
        return String.join("\n", lines);
    }

    /** The verdict in small letters; what was said of it stays as it was said. */
    public static String baseline(String verdict) {
        int kind = verdict.indexOf(':') < 0 ? verdict.length() : verdict.indexOf(':');
        return verdict.substring(0, kind).toLowerCase(Locale.ROOT) + verdict.substring(kind);
    }

    /** The outcome in the colour of its meaning. */
    static String outcome(UpgradeOutcome outcome, Style style) {
        String word = outcome.toString().replace('_', ' ');
        return switch (outcome) {
            case RUNNING -> style.strong(word);
            case DONE -> style.good(word);
            case PARTIAL, ROLLED_BACK, UNKNOWN -> style.warn(word);
            case RED_BASELINE, FINDINGS, REJECTED, FAILED -> style.bad(word);
        };
    }

    /** One candidate in one line. */
    static String words(Fate fate) {
        StringBuilder words = new StringBuilder(fate.name());
        if (!fate.to().isEmpty()) {
            words.append("  ").append(fate.from()).append(" -> ").append(fate.to());
        }
        if (!fate.reason().isEmpty()) {
            words.append("  ").append(Words.line(fate.reason()));
        }
        if (!fate.log().isEmpty()) {
            words.append("  see ").append(fate.log());
        }
        return words.toString();
    }

    /** How many there were; empty when there was none. */
    public static String probes(UpgradeView view) {
        if (view.probes() == 0) {
            return "";
        }
        StringBuilder words = new StringBuilder(Integer.toString(view.probes()));
        if (view.remembered() > 0) {
            words.append(", %d of them remembered".formatted(view.remembered()));
        }
        if (view.wasted() > 0) {
            words.append(", %d more in vain".formatted(view.wasted()));
        }
        return words.toString();
    }

    private static String style(Fate.Kind kind, Style style) {
        String word = kind.name().toLowerCase(Locale.ROOT);
        return switch (kind) {
            case APPLIED, COUPLED, ADOPTED -> style.good(word);
            case QUARANTINED, UNRESOLVED -> style.bad(word);
            case HELD -> style.warn(word);
            case SKIPPED -> word;
        };
    }

    private static void audit(List<String> lines, @Nullable Audited audit) {
        if (audit == null) {
            return;
        }
        add(lines, "audit", words(audit));
        add(lines, "auditors", String.join(", ", audit.auditors()));
        add(lines, "not asked", String.join("\n" + " ".repeat(13), audit.notAsked()));
        audit.reasons().forEach(reason -> lines.add("    " + reason));
        String added = audit.compared() ? "new" : "found";
        listed(lines, added, audit.added());
        listed(lines, "fixed", audit.fixed());
        listed(lines, "kept", audit.kept());
        audit.files().forEach(file -> add(lines, "file", file));
    }

    /** How many of each. */
    public static String words(Audited audit) {
        List<String> counts = new ArrayList<>();
        int there = audit.added().size() + audit.kept().size();
        if (audit.compared()) {
            counts.add(audit.fixed().size() + " fixed");
            counts.add(audit.added().size() + " new");
            counts.add(audit.kept().size() + " kept");
        } else {
            counts.add(audit.added().size() + " found");
        }
        if (audit.waived() > 0) {
            counts.add(audit.waived() + " waived");
        }
        if (audit.left() > 0) {
            counts.add(audit.left() + " more that are not listed");
        }
        boolean passed = audit.verdict().equals("clean") && there > audit.waived();
        return "%s: %s".formatted(passed ? "passed" : audit.verdict(), String.join(", ", counts));
    }

    private static void listed(List<String> lines, String word, List<Advisory> advisories) {
        advisories.forEach(advisory -> lines.add("    %-6s %s".formatted(word, words(advisory))));
    }

    /** One advisory in one line. */
    public static String words(Advisory advisory) {
        return "%s  %s %s  %s%s%s"
                .formatted(
                        advisory.id(),
                        advisory.name(),
                        advisory.version(),
                        advisory.severity(),
                        advisory.fixedIn().isEmpty()
                                ? "  no fix"
                                : "  fixed in " + String.join(", ", advisory.fixedIn()),
                        advisory.waiver().isEmpty() ? "" : "  waived: " + advisory.waiver());
    }

    private static void add(List<String> lines, String label, @Nullable String text) {
        if (text != null && !text.isEmpty()) {
            lines.add("  %-10s %s".formatted(label, text));
        }
    }
}
