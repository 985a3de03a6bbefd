package dev.godwit.migration;

import dev.godwit.migration.host.Host;
import dev.godwit.postgres.control.Control;
import dev.godwit.postgres.control.Controls;
import dev.godwit.postgres.fill.SliceRunner;
import dev.godwit.postgres.fill.slice.LaneReport;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.state.LedgerLine;
import dev.godwit.postgres.verify.VerifyRunner;
import dev.godwit.workflow.activity.Note;
import dev.godwit.workflow.activity.StepDone;
import dev.godwit.workflow.activity.control.ControlInput;
import dev.godwit.workflow.activity.slice.SliceInput;
import dev.godwit.workflow.activity.slice.SliceReport;

/** Slices, and what people say while they run. */
final class SliceCalls {

    private final Host host;

    SliceCalls(Host host) {
        this.host = host;
    }

    SliceReport fill(SliceInput input) {
        int step = input.step();
        return host.onRunOf(
                input.run(),
                "phase backfill, step " + step,
                (target, attempt) -> {
                    Database database = target.database();
                    long run = input.run().id();
                    LaneReport report =
                            new SliceRunner(database)
                                    .slice(run, step, input.lane(), input.budget(), attempt);
                    if (report.finished()) {
                        Keeping.of(target, attempt).afterSlice(run, step);
                    }
                    return report(report);
                });
    }

    SliceReport verify(SliceInput input) {
        int step = input.step();
        return host.onRun(
                input.run(),
                "phase verify, step " + step,
                (database, run, attempt) ->
                        report(
                                new VerifyRunner(database)
                                        .slice(run, step, input.lane(), input.budget(), attempt)));
    }

    StepDone control(ControlInput input) {
        Note note = input.note();
        return host.onRun(
                note.run(),
                "phase " + note.phase(),
                (database, run, attempt) -> {
                    Controls.write(database, run, said(input), line(note));
                    return new StepDone("");
                });
    }

    private static Control said(ControlInput input) {
        return new Control(
                input.control().paused(),
                input.control().maxRowsPerSecond(),
                input.control().lanes(),
                input.control().window(),
                input.control().preset());
    }

    private static LedgerLine line(Note note) {
        return LedgerLine.of(note.actor(), note.phase(), 0, note.event(), note.text())
                .once("control " + note.id());
    }

    static SliceReport report(LaneReport report) {
        return new SliceReport(
                report.finished(),
                report.rows(),
                report.mismatches(),
                report.percent(),
                report.until() == null ? null : report.until().toString());
    }
}
