package dev.godwit.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.godwit.cli.Golden;
import dev.godwit.cli.record.KnownRun;
import dev.godwit.cli.record.Line;
import dev.godwit.cli.record.RunRecord;
import dev.godwit.cli.report.page.Page;
import dev.godwit.workflow.message.history.History.RunEntry;
import dev.godwit.workflow.message.history.RunDetail;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
    private static final Report REPORT = ReportReader.read(KnownRun.all(), NOW);

    @Test
    void aRunIsSummedUpAsTextMarkdownAndPage() {
        Golden.check("report.txt", ReportText.plain(REPORT));
        Golden.check("report.md", ReportText.markdown(REPORT));
        Golden.check("report.html", Page.of(REPORT));
    }

    @Test
    void phasesFollowEachOtherWithoutAGap() {
        List<Report.Span> phases = REPORT.phases();
        assertThat(phases)
                .extracting(Report.Span::label)
                .containsExactly(
                        "preflight",
                        "snapshot",
                        "apply",
                        "backfill",
                        "verify",
                        "constrain",
                        "hold",
                        "contract");
        for (int i = 1; i < phases.size(); i++) {
            assertThat(phases.get(i).from()).isEqualTo(phases.get(i - 1).to());
        }
        assertThat(phases.getLast().to()).isEqualTo(REPORT.seconds());
        assertThat(REPORT.waits())
                .extracting(Report.Span::kind)
                .containsExactly(Report.Kind.PAUSE, Report.Kind.GATE);
    }

    @Test
    void noRowIsLostBetweenSamplesAndChart() {
        Pace fill = REPORT.pace().getFirst();
        double width = (fill.to() - fill.from()) / fill.rowsPerSecond().size();
        double drawn = fill.rowsPerSecond().stream().mapToDouble(rate -> rate * width).sum();
        RunDetail detail = java.util.Objects.requireNonNull(KnownRun.all().detail());
        long sampled =
                detail.samples().stream()
                        .filter(sample -> sample.step() == 3)
                        .mapToLong(RunDetail.Sample::rows)
                        .max()
                        .orElseThrow();
        assertThat(drawn).isCloseTo(sampled, within(sampled / 1000.0));
        assertThat(fill.held())
                .extracting(Pace.Held::why)
                .containsExactly("rate limit", "replica lag");
    }

    @Test
    void aLockThatWasWaitedForNamesWhoHeldIt() {
        Report.LockUse first = REPORT.locks().getFirst();
        assertThat(first.waitedMillis()).isBetween(3_000.0, 3_600.0);
        assertThat(first.heldMillis()).isEqualTo(4.4);
        assertThat(first.blockers()).singleElement().asString().startsWith("pid 4711");
    }

    @Test
    void aRefusalIsToldOnce() {
        assertThat(REPORT.decisions())
                .extracting(Report.Entry::event)
                .containsExactly(
                        "run.paused",
                        "run.resumed",
                        "run.throttled",
                        "gate.refused",
                        "gate.approved");
    }

    @Test
    void foreignTextCannotLeaveItsPlace() {
        String evil = "</td></style><script>alert('1')</script>\"><img src=x onerror=alert(2)>";
        Line line =
                new Line(
                        Line.Source.LEDGER,
                        "2026-11-23T20:00:01Z",
                        evil,
                        evil,
                        1,
                        "step.failed",
                        evil,
                        evil,
                        1,
                        1,
                        evil,
                        evil);
        RunEntry run =
                new RunEntry(
                        1,
                        "shop/" + evil,
                        evil,
                        evil,
                        evil,
                        evil,
                        "2026-11-23T20:00:00Z",
                        "",
                        0,
                        0);
        RunDetail detail =
                new RunDetail(
                        evil,
                        List.of(
                                new RunDetail.StepEntry(
                                        1,
                                        "BACKFILL",
                                        evil,
                                        evil,
                                        evil,
                                        "2026-11-23T20:00:00Z",
                                        "",
                                        1)),
                        List.of(new RunDetail.Sample(1, 0, "2026-11-23T20:00:05Z", 9, 1, evil)),
                        null);
        RunRecord known =
                new RunRecord(
                        "shop/" + evil, List.of(run), List.of(line), detail, List.of(evil), evil);
        Report report = ReportReader.read(known, NOW);
        String page = Page.of(report);
        assertThat(page).contains("&lt;script&gt;").doesNotContainIgnoringCase("<script");
        assertThat(page).doesNotContain("<img");
        assertThat(page.split("</style>", -1)).hasSize(2);
        // Indented lines are code; anywhere else each mark is escaped.
        assertThat(ReportText.markdown(report).lines().filter(words -> !words.startsWith("    ")))
                .noneMatch(words -> words.matches(".*(?<!\\\\)<(?!/?details>|/?summary>).*"));
    }

    @Test
    void thePageAsksForNothingFromOutside() {
        String page = Page.of(REPORT);
        assertThat(page)
                .contains("default-src &#39;none&#39;")
                .doesNotContain("<link")
                .doesNotContain("src=")
                .doesNotContain("@import")
                .doesNotContain("url(http");
    }
}
