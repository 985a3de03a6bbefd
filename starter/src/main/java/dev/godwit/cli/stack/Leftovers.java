package dev.godwit.cli.stack;

import dev.godwit.cli.stack.process.ProcessMark;
import dev.godwit.config.DevStack;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Stops stacks by what they wrote down about themselves. A process they did not start is safe. */
public final class Leftovers {

    private static final Duration GRACE = Duration.ofSeconds(20);

    private final Path home;

    /**
     * @param home {@link DevStack#home}
     */
    public Leftovers(Path home) {
        this.home = home;
    }

    /**
     * Stops {@code godwit dev}, what {@code demo --keep} kept and what a killed demo left. A demo
     * that is under way is not touched.
     *
     * @return one sentence for each thing that was done; empty when nothing ran
     */
    public List<String> stop() throws IOException, InterruptedException {
        List<String> said = new ArrayList<>();
        for (StackFolder folder : StackFolder.all(home)) {
            String name = folder.path().getFileName().toString();
            ProcessHandle owner = folder.owner().orElse(null);
            if (owner != null && folder.isDev()) {
                // It puts its own house in order.
                owner.destroy();
                if (gone(owner)) {
                    said.add("stopped godwit dev, pid " + owner.pid());
                }
            } else if (owner != null) {
                said.add("left " + name + " alone: a demo is under way, pid " + owner.pid());
                continue;
            }
            for (ProcessMark mark : folder.started().reversed()) {
                if (stop(mark)) {
                    said.add("stopped %s of %s, pid %d".formatted(mark.name(), name, mark.pid()));
                }
            }
            folder.release();
        }
        if (DevStack.running(home).isEmpty()) {
            DevStack.remove(home);
        }
        return List.copyOf(said);
    }

    private static boolean stop(ProcessMark mark) throws IOException, InterruptedException {
        ProcessHandle process = mark.alive().orElse(null);
        if (process == null) {
            return false;
        }
        if (mark.name().equals("postgres")) {
            // SIGTERM would wait for every session to end by itself; SIGINT ends them.
            new ProcessBuilder("kill", "-INT", Long.toString(mark.pid())).start().waitFor();
        } else {
            process.destroy();
        }
        if (!gone(process)) {
            process.destroyForcibly();
            gone(process);
        }
        return true;
    }

    private static boolean gone(ProcessHandle process) throws InterruptedException {
        try {
            process.onExit().get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return !process.isAlive();
        }
    }
}
