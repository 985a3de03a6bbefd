package dev.godwit.cli.care.doctor;

import dev.godwit.cli.output.CliError;
import dev.godwit.workflow.operator.Check;
import dev.godwit.workflow.operator.Check.Level;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks that go on at the same time. One that fails, or has not ended in time, leaves its subject
 * unknown and the others alone.
 */
final class Parts implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(16);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final long end = System.nanoTime() + PATIENCE.toNanos();

    /** One of them. @param name of the check that stands for it when it fails */
    record Part(String name, Future<List<Check>> found) {}

    Part start(String name, Callable<List<Check>> look) {
        return new Part(name, threads.submit(look));
    }

    List<Check> await(Part part) throws InterruptedException {
        try {
            return part.found().get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            return List.of(unknown(part.name(), "it did not end in time"));
        } catch (ExecutionException failure) {
            Throwable cause = Objects.requireNonNullElse(failure.getCause(), failure);
            return List.of(unknown(part.name(), words(cause)));
        }
    }

    private static String words(Throwable failure) {
        return switch (failure) {
            case CliError told -> told.problems().getFirst().what();
            case StatusRuntimeException status -> "Temporal says " + status.getStatus().getCode();
            default -> failure.getClass().getSimpleName();
        };
    }

    private static Check unknown(String name, String because) {
        return new Check(
                name, Level.UNKNOWN, "could not be found out", because, "try again: godwit doctor");
    }

    /** Does not wait for what is still going on. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
