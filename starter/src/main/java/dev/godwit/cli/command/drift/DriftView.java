package dev.godwit.cli.command.drift;

import dev.godwit.cli.output.Style;
import dev.godwit.workflow.drift.DriftReport;
import dev.godwit.workflow.drift.Drifted;
import java.util.ArrayList;
import java.util.List;

/** In what two databases differ, for people. */
record DriftView(DriftReport report, boolean accepted) {

    private static final int SHOWN_MIGRATIONS = 10;

    /** The SQL, after what people must know of it. */
    static String proposal(DriftReport report) {
        return """
            -- A proposal, never run by itself: what would make %s like %s.
            -- Read it, put it into a migration, and have it tried first. A rename looks like a drop and an addition.
            %s"""
                .formatted(report.target(), report.against(), report.proposal())
                .stripTrailing();
    }

    /** Several lines, without a line break at the end. */
    String text(Style style) {
        List<String> lines = new ArrayList<>(List.of(head(style)));
        report.differences().forEach(one -> lines.addAll(lines(one, style)));
        if (report.more() > 0) {
            lines.add("  and %,d more".formatted(report.more()));
        }
        lines.addAll(migrations());
        report.notes().forEach(note -> lines.add("  note        " + note));
        if (accepted) {
            lines.add("  accepted    from now on, this is what is remembered");
        } else if (all() > 0) {
            lines.addAll(next());
        }
        return String.join("\n", lines);
    }

    private int all() {
        return report.differences().size() + report.more();
    }

    private String head(Style style) {
        if (!report.compared()) {
            return report.target() + ": " + style.warn("there is nothing to compare it with");
        }
        String how =
                switch (all()) {
                    case 0 -> style.good("does not differ");
                    case 1 -> style.bad("differs in one thing");
                    default -> style.bad("differs in %,d things".formatted(all()));
                };
        return "%s %s from %s".formatted(report.target(), how, report.against());
    }

    private List<String> next() {
        String command = "godwit drift " + report.target();
        return itself()
                ? List.of(
                        "  next        %s --sql      the way back, as a proposal"
                                .formatted(command),
                        "              %s --accept   it is right as it is".formatted(command))
                : List.of(
                        project()
                                ? "  next        the same with --sql: what would make it so, as a proposal"
                                : "  next        %s --against %s --sql"
                                        .formatted(command, report.against()));
    }

    /** Whether it was compared with what the migrations of a project make. */
    private boolean project() {
        return report.against().startsWith("what the migrations of ");
    }

    /** Whether it was compared with what it was. */
    private boolean itself() {
        return report.against().startsWith("itself ");
    }

    private String there() {
        return itself() ? "before" : project() ? "migrations" : report.against();
    }

    private String here() {
        return itself() ? "now" : report.target();
    }

    private List<String> lines(Drifted one, Style style) {
        return switch (one.way()) {
            case ADDED ->
                    List.of(
                            "  %s %s  %s"
                                    .formatted(
                                            style.good("+"),
                                            one.object(),
                                            style.faint(
                                                    itself()
                                                            ? "is new"
                                                            : "only in " + report.target())));
            case MISSING ->
                    List.of(
                            "  %s %s  %s"
                                    .formatted(
                                            style.bad("-"),
                                            one.object(),
                                            style.faint(
                                                    itself() ? "is gone" : "only in " + there())));
            case CHANGED -> {
                List<String> lines = new ArrayList<>();
                lines.add("  %s %s".formatted(style.warn("~"), one.object()));
                for (Drifted.Trait trait : one.traits()) {
                    lines.add("      " + trait.name());
                    lines.addAll(value(here(), trait.here()));
                    lines.addAll(value(there(), trait.there()));
                }
                yield lines;
            }
        };
    }

    private List<String> value(String target, String value) {
        int width = Math.max(here().length(), there().length());
        String indent = " ".repeat(width + 10);
        String shown = value.isEmpty() ? "-" : value.strip().replace("\n", "\n" + indent);
        return List.of("        %s  %s".formatted(pad(target, width), shown));
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    private List<String> migrations() {
        List<String> lines = new ArrayList<>();
        lines.addAll(only(report.target(), report.migrationsHere()));
        lines.addAll(only(report.against(), report.migrationsThere()));
        boolean same = report.migrationsHere().isEmpty() && report.migrationsThere().isEmpty();
        if (same && report.migrations() > 0) {
            lines.add(
                    "  migrations  both have had the same %,d%s"
                            .formatted(
                                    report.migrations(),
                                    all() > 0 ? ": what differs was made by hand" : ""));
        }
        return lines;
    }

    private static List<String> only(String target, List<String> migrations) {
        List<String> lines = new ArrayList<>();
        for (String migration : migrations.stream().limit(SHOWN_MIGRATIONS).toList()) {
            lines.add("  migrations  only in %s: %s".formatted(target, migration));
        }
        int more = migrations.size() - SHOWN_MIGRATIONS;
        if (more > 0) {
            lines.add("  migrations  only in %s: %,d more".formatted(target, more));
        }
        return lines;
    }
}
