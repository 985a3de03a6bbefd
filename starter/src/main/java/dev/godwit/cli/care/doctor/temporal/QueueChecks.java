package dev.godwit.cli.care.doctor.temporal;

import dev.godwit.cli.client.Pollers;
import dev.godwit.cli.client.Pollers.Poller;
import dev.godwit.cli.client.TemporalLink;
import dev.godwit.workflow.operator.Check;
import dev.godwit.workflow.operator.Check.Level;
import io.temporal.api.enums.v1.TaskQueueType;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Who asks for work on a task queue. */
public final class QueueChecks {

    private static final Comparator<Poller> NEWEST_FIRST =
            Comparator.comparing(Poller::last).reversed();

    private QueueChecks() {}

    /** At least one worker polls it: then all is well. */
    public static Check look(TemporalLink link, String queue, TaskQueueType type) {
        List<Poller> pollers = Pollers.of(link, queue, type).stream().sorted(NEWEST_FIRST).toList();
        List<Poller> fresh = pollers.stream().filter(Poller::fresh).toList();
        if (!fresh.isEmpty()) {
            return Check.ok("worker", "queue %s: %s".formatted(queue, words(fresh)));
        }
        return new Check(
                "worker",
                Level.FAILURE,
                "no worker polls queue " + queue,
                pollers.isEmpty()
                        ? "none has been there within the last minutes"
                        : "the last one was " + words(pollers.subList(0, 1)),
                """
                godwit dev                     starts a worker for this godwit.yaml, with a stack
                java -jar godwit-worker.jar    starts one where the database can be reached""");
    }

    private static String words(List<Poller> pollers) {
        Instant now = Instant.now();
        return pollers.stream()
                .map(
                        poller ->
                                "%s, %d s ago"
                                        .formatted(
                                                poller.identity(),
                                                Math.max(
                                                        0,
                                                        Duration.between(poller.last(), now)
                                                                .toSeconds())))
                .collect(Collectors.joining("; "));
    }
}
