package dev.godwit.upgrade;

import dev.godwit.project.place.Lane;
import dev.godwit.project.place.Workshop;
import dev.godwit.workflow.upgrade.activity.Judged;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Builds and tests a project in all of its lanes at the same time: what needs a port or a database
 * that there is only one of is red then, and must not be probed beside itself.
 */
final class Together {

    private final Workshop workshop;
    private final int lanes;
    private final Runnable check;

    /** One of them is not green, or has failed: the others are not needed. */
    private final AtomicBoolean decided = new AtomicBoolean();

    Together(Workshop workshop, int lanes, Runnable check) {
        this.workshop = workshop;
        this.lanes = lanes;
        this.check = check;
    }

    /** What works in a lane. */
    @FunctionalInterface
    interface Place {
        Probing at(Lane lane, Runnable check);
    }

    /** Green when every lane was, else what one of them has shown. The caller has the first one. */
    Judged judge(Place place, String run) throws IOException {
        Probing first = place.at(Lane.first(run), check);
        Optional<Judged> known = first.together(lanes);
        if (known.isPresent()) {
            return known.get();
        }
        List<Future<Judged>> underWay = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int number = 0; number < lanes; number++) {
                Lane lane = new Lane(run, number);
                underWay.add(threads.submit(() -> judge(place, lane)));
            }
        }
        List<Judged> verdicts = new ArrayList<>();
        for (Future<Judged> one : underWay) {
            verdict(one).ifPresent(verdicts::add);
        }
        for (Judged verdict : verdicts) {
            if (!verdict.green()) {
                return verdict;
            }
        }
        Judged green = verdicts.getFirst();
        first.green(lanes, green);
        return green;
    }

    private Judged judge(Place place, Lane lane) throws IOException {
        boolean green = false;
        try {
            Runnable watched = this::watch;
            Probing probing = place.at(lane, watched);
            Judged verdict =
                    lane.number() == 0 ? probing.now("together") : further(probing, lane, watched);
            green = verdict.green();
            return verdict;
        } finally {
            if (!green) {
                decided.set(true);
            }
        }
    }

    private Judged further(Probing probing, Lane lane, Runnable watched) throws IOException {
        try (Workshop.Turn turn = workshop.turn(lane, watched)) {
            return probing.now("together-" + (lane.number() + 1));
        }
    }

    private void watch() {
        check.run();
        if (decided.get()) {
            throw new NotNeeded();
        }
    }

    /** The verdict; nothing of a lane that was not needed any more. */
    private static Optional<Judged> verdict(Future<Judged> ended) throws IOException {
        try {
            return Optional.of(ended.get());
        } catch (ExecutionException broken) {
            return switch (broken.getCause()) {
                case NotNeeded decided -> Optional.empty();
                case IOException failure -> throw failure;
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                case null -> throw new IllegalStateException(broken);
                default -> throw new IllegalStateException(broken);
            };
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while lanes were tried", stopping);
        }
    }

    private static final class NotNeeded extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotNeeded() {
            super("another lane has decided it", null, false, false);
        }
    }
}
