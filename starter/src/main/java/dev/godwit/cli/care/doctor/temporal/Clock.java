package dev.godwit.cli.care.doctor.temporal;

import dev.godwit.workflow.operator.Check;
import dev.godwit.workflow.operator.Check.Level;
import java.time.Duration;

/** This machine's clock beside Temporal's. */
public final class Clock {

    private static final String NAME = "clock";
    private static final Duration CLOSE = Duration.ofSeconds(2);

    private Clock() {}

    /**
     * Says how far they are apart.
     *
     * @param ahead how far Temporal's is ahead, at least; negative: behind
     */
    public static Check check(Duration ahead) {
        double seconds = ahead.abs().toMillis() / 1000.0;
        String said =
                String.format(
                        java.util.Locale.ROOT,
                        "this machine's and Temporal's are %.1f s apart",
                        seconds);
        return ahead.abs().compareTo(CLOSE) <= 0
                ? Check.ok(NAME, said)
                : new Check(
                        NAME,
                        Level.WARNING,
                        "this machine's clock is %.1f s %s Temporal's"
                                .formatted(seconds, ahead.isNegative() ? "ahead of" : "behind"),
                        "times of the history and of this machine do not match, and a worker that is"
                                + " thought to be away may be there",
                        "synchronize the clocks: timedatectl status");
    }
}
