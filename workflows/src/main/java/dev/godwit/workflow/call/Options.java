package dev.godwit.workflow.call;

import dev.godwit.workflow.Contract;
import dev.godwit.workflow.FailureType;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import java.time.Duration;
import java.util.Arrays;

/**
 * The options of all activities, in one place. No schedule-to-close time-out of what belongs to a
 * run: a pause does not stop that clock. Every call waits until a cancelled activity has really
 * ended, because what follows a cancellation is an undo.
 */
public final class Options {

    /** Reads, and writes of a few rows of Godwit's own. */
    static final Duration BRIEF = Duration.ofMinutes(2);

    /**
     * An index build or a VALIDATE on a large table. Waiting for a lock ends earlier, by the plan's
     * patience.
     */
    static final Duration STATEMENT = Duration.ofHours(24);

    /** What a slice is asked to take. */
    static final Duration SLICE_BUDGET = Duration.ofMinutes(5);

    /** What a slice may take: its last batch may wait for a lock or a throttle. */
    static final Duration SLICE = Duration.ofMinutes(30);

    /** All migrations of a project, forth and back, in a database of their own. */
    static final Duration TRIAL = Duration.ofMinutes(30);

    /** A worker that was killed is noticed after this. Its activities tick every second. */
    static final Duration HEARTBEAT = Duration.ofSeconds(6);

    /** How long an answer is waited for that may be left out. */
    static final Duration SOON = Duration.ofSeconds(20);

    static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    static final Duration LAST_RETRY = Duration.ofSeconds(5);

    /** How long news is tried to be delivered. */
    static final Duration NEWS = Duration.ofHours(24);

    static final Duration NEWS_RETRY = Duration.ofMinutes(5);

    /** Tries of a call that must not keep an abort from ending. */
    static final int FEW = 5;

    static final int PROJECT_TRIES = 20;
    static final Duration PROJECT_RETRY = Duration.ofMinutes(2);

    private static final String[] FINAL =
            Arrays.stream(FailureType.values()).map(Enum::name).toArray(String[]::new);

    private Options() {}

    /** Heartbeats here too: a worker killed in a call of milliseconds must not cost two minutes. */
    static ActivityOptions brief(String queue, String summary) {
        return options(queue, summary, BRIEF, 0).setHeartbeatTimeout(HEARTBEAT).build();
    }

    static ActivityOptions statement(String queue, String summary) {
        return options(queue, summary, STATEMENT, 0).setHeartbeatTimeout(HEARTBEAT).build();
    }

    static ActivityOptions slice(String queue, String summary) {
        return options(queue, summary, SLICE, 0).setHeartbeatTimeout(HEARTBEAT).build();
    }

    /**
     * A build with its tests, in a clone: the worker that runs it says every second that it lives.
     * A registry that is away is waited for, about half an hour; then the run ends, and the next
     * one begins with what is remembered.
     */
    public static ActivityOptions project(String queue, String summary) {
        ActivityOptions.Builder options = options(queue, summary, STATEMENT, PROJECT_TRIES);
        return options.setHeartbeatTimeout(HEARTBEAT)
                .setRetryOptions(
                        options.build().getRetryOptions().toBuilder()
                                .setMaximumInterval(PROJECT_RETRY)
                                .build())
                .build();
    }

    static ActivityOptions fewTries(String queue, String summary) {
        return options(queue, summary, BRIEF, FEW).setHeartbeatTimeout(HEARTBEAT).build();
    }

    /** What must not happen twice, though nothing may happen at all. */
    static ActivityOptions once(String queue, String summary) {
        return options(queue, summary, STATEMENT, 1).setHeartbeatTimeout(HEARTBEAT).build();
    }

    static ActivityOptions trial(String queue, String summary) {
        return options(queue, summary, TRIAL, FEW).setHeartbeatTimeout(HEARTBEAT).build();
    }

    /** What may be left out when nobody answers: no pause is waited for. */
    static ActivityOptions soon(String queue, String summary) {
        ActivityOptions.Builder options = options(queue, summary, SOON, 2);
        return options.setHeartbeatTimeout(HEARTBEAT).setScheduleToCloseTimeout(SOON).build();
    }

    /** News: whoever receives it may be away for hours, and news of yesterday is none. */
    static ActivityOptions patient(String queue, String summary) {
        ActivityOptions.Builder options = options(queue, summary, BRIEF, 0);
        return options.setScheduleToCloseTimeout(NEWS)
                .setRetryOptions(
                        options.build().getRetryOptions().toBuilder()
                                .setMaximumInterval(NEWS_RETRY)
                                .build())
                .build();
    }

    private static ActivityOptions.Builder options(
            String queue, String summary, Duration startToClose, int attempts) {
        return ActivityOptions.newBuilder()
                .setTaskQueue(Contract.activityQueue(queue))
                .setSummary(Summary.of(summary))
                .setStartToCloseTimeout(startToClose)
                .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
                .setRetryOptions(
                        RetryOptions.newBuilder()
                                .setInitialInterval(FIRST_RETRY)
                                .setMaximumInterval(LAST_RETRY)
                                .setMaximumAttempts(attempts)
                                .setDoNotRetry(FINAL)
                                .build());
    }
}
