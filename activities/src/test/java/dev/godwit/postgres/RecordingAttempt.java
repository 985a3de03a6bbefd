package dev.godwit.postgres;

import dev.godwit.postgres.session.Attempt;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps what is reported, and does something of the test's right before each statement. */
public class RecordingAttempt implements Attempt {

    private final List<String> reports = new CopyOnWriteArrayList<>();
    private final AtomicInteger waits = new AtomicInteger();
    private final Hook beforeStatement;

    /** Something that a test does in the middle of a step. */
    @FunctionalInterface
    public interface Hook {
        void run() throws Exception;
    }

    public RecordingAttempt() {
        this(() -> {});
    }

    public RecordingAttempt(Hook beforeStatement) {
        this.beforeStatement = beforeStatement;
    }

    public List<String> reports() {
        return reports;
    }

    /** How often a statement has waited for a lock. */
    public int waits() {
        return waits.get();
    }

    @Override
    public void waitedForLock(Duration waited) {
        waits.incrementAndGet();
    }

    /** Waits until something was reported that contains the words. */
    public void awaitReport(String words) throws InterruptedException {
        awaitReports(words, 1);
    }

    /** Waits until that often something was reported that contains the words. */
    public void awaitReports(String words, int times) throws InterruptedException {
        long end = System.nanoTime() + 60_000_000_000L;
        while (reports.stream().filter(report -> report.contains(words)).count() < times) {
            if (System.nanoTime() > end) {
                throw new AssertionError("never reported: " + words + "; but " + reports);
            }
            Thread.sleep(10);
        }
    }

    @Override
    public void report(String progress) {
        reports.add(progress);
    }

    @Override
    public void check() {}

    @Override
    public Running running(Statement statement) {
        try {
            beforeStatement.run();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
        return () -> {};
    }
}
