package dev.godwit.cli.record;

import dev.godwit.workflow.message.history.History;
import dev.godwit.workflow.message.history.History.LedgerEntry;
import dev.godwit.workflow.message.history.RunDetail;
import dev.godwit.workflow.message.history.RunDetail.Sample;
import dev.godwit.workflow.message.history.RunDetail.StepEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A run as people live with it: a lock that was in the way, a killed worker, a lagging replica, a
 * pause, a throttle, and a gate that its starter could not open.
 */
public final class KnownRun {

    public static final String NAME = "shop-staging/users-full-name";

    private static final Instant START = Instant.parse("2026-11-23T20:00:00Z");
    private static final String UI =
            "http://127.0.0.1:8233/namespaces/default/workflows/shop-staging%2Fusers-full-name/0198/history";
    private static final String BLOCKER =
            "waits for pid 4711 (reporting, psql, idle in transaction, 312 s): select * from users where id = ?";

    private final List<LedgerEntry> entries = new ArrayList<>();

    private KnownRun() {}

    /** All that is known of it. */
    public static RunRecord all() {
        History history = history();
        List<Line> temporal = temporal();
        return new RunRecord(
                NAME,
                history.runs(),
                Records.joined(history, temporal),
                detail(),
                Records.forgotten(history, temporal),
                UI);
    }

    /** What the target says. */
    static History history() {
        KnownRun run = new KnownRun();
        run.apply();
        run.fill();
        run.finish();
        return new History(
                List.of(
                        new History.RunEntry(
                                7,
                                NAME,
                                "7f3a19c2d04be6f1",
                                "DONE",
                                "DONE",
                                "ann@desk",
                                at(0),
                                at(6_020.4),
                                1_200_000,
                                0)),
                run.entries);
    }

    /** What Temporal says. */
    static List<Line> temporal() {
        return List.of(
                event(-1.2, "ann@desk", "", "workflow.started", -1, "MigrationWorkflow 0198"),
                event(
                        97.1,
                        "812@worker-2",
                        "backfill",
                        "activity.retried",
                        -1,
                        "attempt 2 of fill users.full_name: activity Heartbeat timeout"),
                event(
                        360,
                        "ann@desk",
                        "hold",
                        "update.approve",
                        -1,
                        "refused: somebody else than ann has to approve; reason: looks good"),
                event(
                        6_015,
                        "bob@laptop",
                        "hold",
                        "update.approve",
                        -1,
                        "accepted: the gate before contract is open; reason: new code is deployed"),
                event(6_020.6, "", "done", "workflow.completed", -1, ""));
    }

    private void apply() {
        words(0.2, "ann@desk", "PREFLIGHT", 0, "run.started", "9 steps from users-full-name.yaml");
        words(1.1, "ann@desk", "SNAPSHOT", 0, "phase.entered", "snapshot");
        words(1.5, "godwit", "SNAPSHOT", 0, "snapshot.taken", "definitions of 1 table kept");
        words(2, "ann@desk", "APPLY", 0, "phase.entered", "apply");
        words(2.3, "godwit", "APPLY", 1, "lock.waited", BLOCKER);
        ddl(
                5.8,
                "APPLY",
                1,
                "alter table \"public\".\"users\" add column \"full_name\" text",
                "ACCESS EXCLUSIVE",
                3.1,
                4.4);
        ddl(
                6.1,
                "APPLY",
                2,
                "create or replace function \"godwit\".\"_godwit_954cb655_sync\"() returns trigger\n"
                        + "language plpgsql as $$\nbegin\n"
                        + "  new.\"full_name\" := new.first_name || ' ' || new.last_name;\n"
                        + "  return new;\nend $$;\n"
                        + "create trigger \"zzz_godwit_01_954cb655\" before insert or update on \"public\".\"users\"\n"
                        + "  for each row execute function \"godwit\".\"_godwit_954cb655_sync\"()",
                "SHARE ROW EXCLUSIVE",
                9.8,
                13.4);
    }

    private void fill() {
        words(6.4, "ann@desk", "BACKFILL", 0, "phase.entered", "backfill");
        words(6.6, "godwit", "BACKFILL", 3, "fill.started", "lane 0");
        words(97.3, "godwit", "BACKFILL", 3, "fill.resumed", "lane 0 at 41 %, 489000 rows");
        words(126, "ann@desk", "BACKFILL", 0, "run.paused", "in phase backfill: sale goes live");
        words(156, "ann@desk", "BACKFILL", 0, "run.resumed", "in phase backfill: it is live");
        words(156.4, "godwit", "BACKFILL", 3, "fill.resumed", "lane 0 at 58 %, 690000 rows");
        words(
                176,
                "ann@desk",
                "BACKFILL",
                0,
                "run.throttled",
                "at most 3,000 rows/s: evening peak");
        entries.add(
                new LedgerEntry(
                        entries.size() + 1,
                        at(250),
                        "godwit",
                        "BACKFILL",
                        3,
                        "fill.done",
                        "",
                        "",
                        -1,
                        243_400,
                        "lane 0: 1200000 rows in 243.4 s"));
        words(250.1, "ann@desk", "VERIFY", 0, "phase.entered", "verify");
        words(
                310.4,
                "godwit",
                "VERIFY",
                4,
                "verify.done",
                "1200440 rows of users compared, 0 wrong");
        words(310.8, "godwit", "VERIFY", 0, "proof.green", "1200440 rows compared, 0 wrong");
    }

    private void finish() {
        words(311, "ann@desk", "CONSTRAIN", 0, "phase.entered", "constrain");
        ddl(
                319.5,
                "CONSTRAIN",
                5,
                "alter table \"public\".\"users\" validate constraint \"_godwit_954cb655_nn\"",
                "SHARE UPDATE EXCLUSIVE",
                8_345.2,
                8_360.1);
        ddl(
                319.9,
                "CONSTRAIN",
                6,
                "alter table \"public\".\"users\" alter column \"full_name\" set not null",
                "ACCESS EXCLUSIVE",
                13.4,
                26.8);
        words(320.1, "ann@desk", "HOLD", 0, "phase.entered", "hold");
        words(
                320.3,
                "godwit",
                "HOLD",
                0,
                "gate.waits",
                "before contract: the approval before contract");
        words(360.1, "ann@desk", "HOLD", 0, "gate.refused", "who started it approves: looks good");
        words(
                6_015.2,
                "bob@laptop",
                "HOLD",
                0,
                "gate.approved",
                "before contract: new code is deployed");
        words(
                6_017.4,
                "godwit",
                "HOLD",
                0,
                "proof.renewed.green",
                "1200440 rows compared, 0 wrong");
        words(6_018, "ann@desk", "CONTRACT", 0, "phase.entered", "contract");
        ddl(
                6_019.2,
                "CONTRACT",
                7,
                "drop trigger if exists \"zzz_godwit_01_954cb655\" on \"public\".\"users\"",
                "ACCESS EXCLUSIVE",
                17.5,
                21.1);
        words(6_020.4, "godwit", "DONE", 0, "run.ended", "done");
    }

    private static RunDetail detail() {
        List<Sample> samples = new ArrayList<>();
        long rows = 0;
        for (int second = 12; second <= 250; second += 6) {
            boolean lagging = second > 40 && second <= 72;
            boolean still = second > 90 && second <= 97 || second > 126 && second <= 156;
            boolean throttled = second > 176;
            long faster = 7_900 + 700L * (second % 5) - 350L * (second % 3);
            rows += still ? 0 : 6 * (lagging ? 1_800 : throttled ? 2_990 : faster);
            String held =
                    lagging ? "replica lag 7.4 s is above 5 s" : throttled ? "rate limit" : "";
            samples.add(new Sample(3, 0, at(second), rows, 41.5, held));
        }
        for (int second = 254; second <= 310; second += 4) {
            samples.add(new Sample(4, 0, at(second), (second - 250) * 20_000L, 12, ""));
        }
        return new RunDetail(
                "migrations/users-full-name.yaml",
                List.of(
                        step(1, "APPLY", "add column users.full_name", 5.8, 0),
                        step(2, "APPLY", "keep users.full_name in sync", 6.1, 0),
                        step(3, "BACKFILL", "fill users.full_name", 6.6, 1_200_000),
                        step(4, "VERIFY", "compare users.full_name", 250.1, 1_200_440),
                        step(5, "CONSTRAIN", "validate that users.full_name holds no NULL", 319, 0),
                        step(6, "CONSTRAIN", "make users.full_name NOT NULL", 319.9, 0),
                        step(7, "CONTRACT", "stop keeping users.full_name in sync", 6_019, 0)),
                samples,
                new RunDetail.ProofEntry(at(6_017.4), true, 1_200_440, 0, ""));
    }

    private static StepEntry step(
            int number, String phase, String summary, double started, long rows) {
        return new StepEntry(
                number, phase, "add_column", summary, "done", at(started), at(started + 1), rows);
    }

    private void words(
            double second, String actor, String phase, int step, String event, String note) {
        entries.add(
                new LedgerEntry(
                        entries.size() + 1,
                        at(second),
                        actor,
                        phase,
                        step,
                        event,
                        "",
                        "",
                        -1,
                        -1,
                        note));
    }

    private void ddl(
            double second,
            String phase,
            int step,
            String sql,
            String lock,
            double millis,
            double held) {
        entries.add(
                new LedgerEntry(
                        entries.size() + 1,
                        at(second),
                        "godwit",
                        phase,
                        step,
                        "step.done",
                        sql,
                        lock,
                        held - 1,
                        millis,
                        ""));
        entries.add(
                new LedgerEntry(
                        entries.size() + 1,
                        at(second + 0.01),
                        "godwit",
                        phase,
                        step,
                        "lock.released",
                        "",
                        lock,
                        held,
                        -1,
                        "held until the commit had returned"));
    }

    private static Line event(
            double second, String who, String phase, String event, double millis, String note) {
        return new Line(
                Line.Source.TEMPORAL,
                at(second),
                who,
                phase,
                0,
                event,
                "",
                "",
                -1,
                millis,
                note,
                "0198/1");
    }

    private static String at(double second) {
        return START.plusMillis(Math.round(second * 1000)).toString();
    }
}
