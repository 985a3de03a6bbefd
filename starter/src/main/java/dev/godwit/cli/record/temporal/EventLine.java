package dev.godwit.cli.record.temporal;

import com.google.protobuf.Timestamp;
import dev.godwit.cli.record.Line;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Makes lines of what Temporal says of one execution; knows the phase that it says is present. */
final class EventLine {

    private final String execution;
    private final String id;
    private final String phase;

    EventLine(String execution, String id) {
        this(execution, id, "");
    }

    EventLine(String execution, String id, String phase) {
        this.execution = execution;
        this.id = id;
        this.phase = phase;
    }

    /** A line. @param millis -1 where it does not apply */
    Line line(Timestamp at, String who, String event, double millis, String note) {
        return new Line(
                Line.Source.TEMPORAL,
                instant(at).toString(),
                who,
                phase,
                0,
                event,
                "",
                "",
                -1,
                millis,
                note,
                execution + "/" + id);
    }

    static Instant instant(Timestamp at) {
        return Instant.ofEpochSecond(at.getSeconds(), at.getNanos()).truncatedTo(ChronoUnit.MICROS);
    }
}
