package dev.godwit.cli.stack.process;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process as it is written down: a pid alone may belong to another program tomorrow, so the
 * instant at which it started belongs to it.
 *
 * @param name what it is: {@code owner}, {@code temporal}, {@code postgres}, {@code worker}
 */
public record ProcessMark(String name, long pid, Instant startedAt) {

    // The clock that Linux computes start times from may be adjusted a little after the start.
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    public static ProcessMark of(String name, ProcessHandle process) {
        return new ProcessMark(
                name, process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
    }

    /** This program itself. */
    public static ProcessMark self(String name) {
        return of(name, ProcessHandle.current());
    }

    /** The process, if it still runs and is the same one. */
    public Optional<ProcessHandle> alive() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(
                        found ->
                                found.info()
                                        .startInstant()
                                        .map(at -> near(at, startedAt))
                                        .orElse(false));
    }

    /** One line of text. */
    public String line() {
        return name + " " + pid + " " + startedAt.toEpochMilli();
    }

    public static ProcessMark parse(String line) {
        String[] part = line.strip().split(" ");
        return new ProcessMark(
                part[0], Long.parseLong(part[1]), Instant.ofEpochMilli(Long.parseLong(part[2])));
    }

    private static boolean near(Instant one, Instant other) {
        return Duration.between(one, other).abs().compareTo(TOLERANCE) <= 0;
    }
}
