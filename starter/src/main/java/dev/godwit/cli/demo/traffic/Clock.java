package dev.godwit.cli.demo.traffic;

import java.util.concurrent.locks.LockSupport;

/** Time that goes on evenly, and waiting for it. */
public interface Clock {

    /** Nanoseconds since some instant. */
    long now();

    /** Returns not before {@code time}, at once when it has passed; sooner when interrupted. */
    void sleepUntil(long time);

    /** The machine's. */
    Clock SYSTEM =
            new Clock() {
                @Override
                public long now() {
                    return System.nanoTime();
                }

                @Override
                public void sleepUntil(long time) {
                    for (long left = time - now();
                            left > 0 && !Thread.currentThread().isInterrupted();
                            left = time - now()) {
                        LockSupport.parkNanos(left);
                    }
                }
            };
}
