package dev.godwit.cli.report;

import dev.godwit.cli.view.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a reader wants to know first, a line each. */
public final class Facts {

    private final Report report;
    private final List<Fact> facts = new ArrayList<>();

    /** A line. */
    public record Fact(String label, String text) {}

    private Facts(Report report) {
        this.report = report;
    }

    /** Those that apply. */
    public static List<Fact> of(Report report) {
        return new Facts(report).collect();
    }

    /** The lock that was held longest. */
    public static Optional<Report.LockUse> longestLock(Report report) {
        return report.locks().stream()
                .filter(lock -> lock.heldMillis() >= 0)
                .max(Comparator.comparingDouble(Report.LockUse::heldMillis));
    }

    /** How long a run took, or has taken so far. */
    public static String duration(Report report) {
        return Words.took(Math.max(0, report.seconds()) * 1000);
    }

    private List<Fact> collect() {
        Report.Head head = report.head();
        String plan = head.source().isEmpty() ? head.plan() : head.source();
        add("plan", plan + ", hash " + Words.cut(head.hash(), 13));
        add("by", head.actor());
        add(
                "time",
                Words.moment(head.startedAt())
                        + (head.endedAt().isEmpty()
                                ? " UTC, under way"
                                : " to " + Words.moment(head.endedAt()) + " UTC")
                        + ", "
                        + duration(report));
        add("rows", rows());
        report.proofs().stream()
                .reduce((first, last) -> last)
                .ifPresent(proof -> add("proof", proof(proof)));
        longestLock(report).ifPresent(lock -> add("locks", locks(lock)));
        for (Report.Span wait : report.waits()) {
            add(
                    wait.kind() == Report.Kind.GATE ? "gate" : "wait",
                    "%s: %s%s%s"
                            .formatted(
                                    wait.label(),
                                    Words.took(wait.length() * 1000),
                                    wait.open() ? " so far" : "",
                                    wait.note().isEmpty() ? "" : ", " + wait.note()));
        }
        add("problems", problems());
        if (!report.undone().isEmpty()) {
            add(
                    "rollback",
                    Words.count(report.undone().size(), "line", "lines") + " in the ledger");
        }
        report.notes().forEach(note -> add("note", note));
        return facts;
    }

    private void add(String label, String text) {
        if (!text.isEmpty()) {
            facts.add(new Fact(label, Words.line(text)));
        }
    }

    private String rows() {
        String mean =
                report.pace().stream()
                        .filter(pace -> pace.phase().equals("backfill"))
                        .map(pace -> ", %s a second".formatted(Words.number((long) pace.mean())))
                        .findFirst()
                        .orElse("");
        return Words.number(report.head().rows())
                + " filled"
                + mean
                + "; "
                + Words.count(report.head().mismatches(), "mismatch", "mismatches");
    }

    private static String proof(Report.Proof proof) {
        return "%s%s at %s UTC: %s"
                .formatted(
                        proof.renewed() ? "renewed, " : "",
                        proof.green() ? "green" : "RED",
                        Words.moment(proof.at()),
                        proof.note());
    }

    private String locks(Report.LockUse longest) {
        long blocked = report.locks().stream().filter(lock -> !lock.blockers().isEmpty()).count();
        return "%d taken, longest %s (%s)%s"
                .formatted(
                        report.locks().stream().filter(lock -> lock.heldMillis() >= 0).count(),
                        Words.took(longest.heldMillis()),
                        longest.mode(),
                        blocked == 0 ? "" : ", " + blocked + " had to wait");
    }

    private String problems() {
        return report.problems().isEmpty()
                ? "none"
                : Words.count(report.problems().size(), "failure or retry", "failures and retries")
                        + ", the last: "
                        + report.problems().getLast().note();
    }
}
