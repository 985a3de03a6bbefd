package dev.godwit.cli.command.preview;

import dev.godwit.cli.output.Output;
import dev.godwit.cli.output.Style;
import dev.godwit.cli.view.Words;
import dev.godwit.workflow.Phase;
import dev.godwit.workflow.message.Finding;
import dev.godwit.workflow.preview.PreviewCopy;
import dev.godwit.workflow.preview.PreviewReport;
import dev.godwit.workflow.preview.PreviewReport.PreviewGate;
import dev.godwit.workflow.preview.PreviewReport.PreviewLock;
import dev.godwit.workflow.preview.PreviewReport.Verdict;
import dev.godwit.workflow.preview.PreviewStep;
import dev.godwit.workflow.preview.PreviewTerms;
import java.util.List;

/** What a plan would do, for people who read it before they start it. */
record PlanView(PreviewReport report, String source) {

    private static final Lines.Column HEAD = new Lines.Column(2, 12);
    private static final Lines.Column PART = new Lines.Column(6, 9);
    private static final Lines.Column PLAIN = new Lines.Column(4, 0);

    /** Several lines, without a line break at the end; a pipe's are not wrapped. */
    String text(Output output) {
        return text(output.style(), output.redraws() ? output.width() : 0);
    }

    /**
     * The same.
     *
     * @param width at which lines are wrapped; 0 for never
     */
    String text(Style style, int width) {
        Lines lines = new Lines(style, width);
        head(lines, style);
        PreviewTerms terms = report.terms();
        if (terms != null) {
            phases(lines, terms, style);
            explanations(lines, terms);
        }
        return lines.text();
    }

    private void head(Lines lines, Style style) {
        lines.add(
                "%s/%s: %s"
                        .formatted(
                                report.target(),
                                report.plan(),
                                style.strong(report.verdict().toString().replace('_', ' '))
                                        + (report.steps().isEmpty() ? "" : ", " + counted())));
        lines.entry(HEAD, "plan", "%.8s from %s".formatted(report.hash(), Words.line(source)));
        PreviewTerms terms = report.terms();
        if (terms != null) {
            lines.entry(HEAD, "on failure", terms.onFailure());
            if (report.steps().stream().anyMatch(step -> step.rows() != null)) {
                lines.entry(HEAD, "pace", terms.preset());
                terms.limits().forEach(limit -> lines.entry(HEAD, "", limit));
                lines.entry(
                        HEAD, "window", terms.window().isEmpty() ? "at any hour" : terms.window());
            }
        }
        report.notices().forEach(notice -> lines.entry(HEAD, "notice", notice(notice)));
        if (report.cut()) {
            lines.entry(HEAD, "sql", "left out: there is too much of it to be sent");
        }
    }

    private static String notice(Finding notice) {
        return "%s: %s%s"
                .formatted(
                        notice.code(),
                        Words.line(notice.what()),
                        notice.next().isEmpty() ? "" : "; " + Words.line(notice.next()));
    }

    private String counted() {
        return Words.count(report.steps().size(), "step", "steps")
                + (report.gates().isEmpty()
                        ? ""
                        : ", " + Words.count(report.gates().size(), "gate", "gates"));
    }

    private void phases(Lines lines, PreviewTerms terms, Style style) {
        StepText text = new StepText(report.tables(), lines, style);
        lines.phase(Phase.SNAPSHOT.toString());
        lines.entry(PART, "keeps", terms.snapshot());
        for (Phase phase :
                List.of(
                        Phase.APPLY,
                        Phase.BACKFILL,
                        Phase.VERIFY,
                        Phase.CONSTRAIN,
                        Phase.HOLD,
                        Phase.CONTRACT)) {
            String name = phase.toString();
            List<PreviewStep> steps =
                    report.steps().stream().filter(step -> step.phase().equals(name)).toList();
            List<PreviewGate> gates =
                    report.gates().stream().filter(gate -> gate.before().equals(name)).toList();
            boolean held = phase == Phase.HOLD && !terms.hold().isEmpty();
            if (steps.isEmpty() && gates.isEmpty() && !held) {
                continue;
            }
            lines.phase(name);
            gates.forEach(gate -> gate(lines, gate));
            if (held) {
                lines.entry(
                        PART, "for", terms.hold() + ": both shapes stay, and can be gone back to");
            }
            steps.forEach(text::add);
        }
        report.gates().stream()
                .filter(gate -> gate.before().equals("rollback"))
                .forEach(
                        gate -> {
                            lines.phase("rollback");
                            gate(lines, gate);
                        });
    }

    private static void gate(Lines lines, PreviewGate gate) {
        lines.entry(PART, "gate", "waits until " + gate.words());
        if (!gate.sql().isEmpty()) {
            lines.code(List.of(gate.sql()));
        }
    }

    private void explanations(Lines lines, PreviewTerms terms) {
        if (!report.locks().isEmpty()) {
            lines.phase("locks");
            lines.entry(
                    PLAIN,
                    "",
                    "each is asked for in short tries, for %s at most".formatted(terms.patience()));
            Lines.Column modes = Lines.Column.of(4, report.locks().stream().map(PreviewLock::mode));
            for (PreviewLock lock : report.locks()) {
                lines.entry(modes, lock.mode(), lock.blocks());
            }
        }
        PreviewCopy copy = terms.copy();
        if (!terms.overrides().isEmpty() || copy != null) {
            lines.phase("to change how rows are worked on");
            terms.overrides().forEach(key -> lines.entry(PLAIN, "", key));
            if (copy != null) {
                lines.entry(PLAIN, "", CopyText.of(copy));
            }
        }
        if (report.verdict() == Verdict.READY) {
            lines.add("");
            lines.entry(
                    HEAD,
                    "next",
                    "godwit start %s --target %s".formatted(Words.line(source), report.target()));
        }
    }
}
