package dev.godwit.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.cli.Golden;
import dev.godwit.cli.output.Output;
import dev.godwit.cli.output.Style;
import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.Phase;
import dev.godwit.workflow.message.Finding;
import dev.godwit.workflow.message.MigrationReport;
import dev.godwit.workflow.message.Progress;
import dev.godwit.workflow.message.UndoneStep;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ViewTest {

    private static final String UI =
            "http://127.0.0.1:8233/namespaces/default/workflows/shop%2Fsplit/0198/history";

    private static final RunView FILLING =
            RunView.of(
                    new Progress(
                            "shop/split",
                            Outcome.RUNNING,
                            Phase.BACKFILL,
                            "fill users.full_name",
                            340_000,
                            0,
                            0,
                            0,
                            34,
                            null,
                            List.of(),
                            List.of(),
                            List.of(
                                    new Finding(
                                            "GW-282",
                                            "an index is built for users_fk",
                                            "plan.yaml:4",
                                            "",
                                            "say index: false to leave it away")),
                            null),
                    UI);

    private static final RunView WAITING =
            RunView.of(
                    new Progress(
                            "shop/split",
                            Outcome.WAITING,
                            Phase.BACKFILL,
                            "",
                            340_000,
                            0,
                            0,
                            0,
                            34,
                            "a person: the disk is full",
                            List.of("godwit resume shop/split", "godwit rollback shop/split"),
                            List.of(
                                    new Finding(
                                            "GW-301",
                                            "the disk is full",
                                            "run shop/split, phase backfill",
                                            "SQLSTATE 53100",
                                            "make room")),
                            List.of(),
                            null),
                    UI);

    private static final RunView BACK =
            RunView.of(
                    new MigrationReport(
                            "shop/split",
                            Outcome.ROLLBACK_INCOMPLETE,
                            Phase.ROLLING_BACK,
                            1000,
                            500,
                            1000,
                            2,
                            List.of(),
                            List.of(),
                            List.of(
                                    new UndoneStep(2, "fill users.full_name", true, ""),
                                    new UndoneStep(1, "add column", false, "not owner")),
                            "1 of 2 steps were taken back"),
                    null);

    private static final ListView LIST =
            new ListView(
                    List.of(
                            new ListView.Row(
                                    "shop/split",
                                    "rolled_back",
                                    "rolled-back",
                                    "2026-11-23T16:00:00Z",
                                    "2026-11-23T16:05:00Z",
                                    "ann@desk",
                                    List.of()),
                            new ListView.Row(
                                    "core/emails",
                                    "running",
                                    "",
                                    "2026-11-22T08:00:00Z",
                                    null,
                                    "",
                                    List.of())));

    @Test
    void whatIsLostIsALineEachAndARunThatIsOverCannotBeResumed() {
        MigrationReport report =
                new MigrationReport(
                        "shop/split",
                        Outcome.ROLLED_BACK,
                        Phase.ROLLED_BACK,
                        0,
                        0,
                        0,
                        0,
                        List.of(
                                new Finding(
                                        "GW-303",
                                        "run the SQL failed",
                                        "step 1",
                                        "it is there already",
                                        "mend it, then: godwit resume shop/split")),
                        List.of(),
                        List.of(),
                        "the one stays\nthe other, too");

        assertThat(RunText.of(RunView.of(report, null), Style.PLAIN).lines())
                .contains(
                        "  note       the one stays",
                        "  note       the other, too",
                        "  next     mend it, then start the plan again");
    }

    @Test
    void runsAsText() {
        Golden.check("run-filling.txt", RunText.of(FILLING, Style.PLAIN));
        Golden.check("run-waiting.txt", RunText.of(WAITING, Style.PLAIN));
        Golden.check("run-back.txt", RunText.of(BACK, Style.PLAIN));
        assertThat(RunText.of(BACK, Style.ANSI)).contains("\u001b[31mrollback incomplete");
    }

    @Test
    void answersAsJson() {
        Golden.check("run-filling.json", json(FILLING));
        Golden.check("run-waiting.json", json(WAITING));
        Golden.check("run-back.json", json(BACK));
        Golden.check("list.json", json(LIST));
    }

    @Test
    void tablesAsText() {
        Golden.check("list.txt", LIST.text());
    }

    @Test
    void aBarFitsTheTerminalAndSaysRateAndRest() {
        String bar = ProgressLine.bar(FILLING, 19_800, Duration.ofSeconds(34), 120);
        assertThat(bar)
                .isEqualTo(
                        "backfill  [########................]  34 %  340,000 rows  19,800 rows/s"
                                + "  ETA 0:34  fill users.full_name");
        assertThat(ProgressLine.bar(FILLING, 19_800, Duration.ofSeconds(34), 40)).hasSize(39);
    }

    @Test
    void runningSlicesMoveTheFiguresAndNeverBack() {
        RunView live =
                FILLING.live(
                        Live.of(
                                List.of(
                                        "step 2, lane 0: 400000 rows, 60 %",
                                        "step 2, lane 1: 100000 rows, 20 %"),
                                ""));
        assertThat(live.rows()).isEqualTo(500_000);
        assertThat(live.percent()).isEqualTo(40);
        assertThat(FILLING.live(Live.of(List.of("step 2, lane 0: 5 rows, 1 %"), "")))
                .isEqualTo(FILLING);
        assertThat(
                        FILLING.live(
                                        Live.of(
                                                List.of(
                                                        "step 2, lane 0: 5 rows, 1 %",
                                                        "step 2, lane 1: 9 rows, 1 %, held by the cap"),
                                                ""))
                                .activity())
                .isEqualTo("fill users.full_name, held by the cap");
        assertThat(FILLING.live(Live.of(List.of("waiting for a lock"), "")).activity())
                .isEqualTo("waiting for a lock");
    }

    @Test
    void thePaceIsOfThePresentPhase() {
        Pace pace = new Pace();
        pace.add(FILLING, 0);
        assertThat(pace.rowsPerSecond()).isZero();
        assertThat(pace.left()).isNull();
        pace.add(FILLING.live(new Live(440_000, 44, "", "")), 10_000_000_000L);
        assertThat(pace.rowsPerSecond()).isEqualTo(10_000);
        assertThat(pace.left()).isEqualTo(Duration.ofSeconds(56));
        pace.add(BACK, 11_000_000_000L);
        assertThat(pace.rowsPerSecond()).isZero();
    }

    private static String json(Object answer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        new Output(stream, stream, Output.Format.json, Style.PLAIN, false, 80).object(answer);
        return out.toString(StandardCharsets.UTF_8);
    }
}
