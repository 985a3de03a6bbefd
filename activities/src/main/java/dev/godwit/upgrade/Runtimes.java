package dev.godwit.upgrade;

import dev.godwit.workflow.upgrade.activity.ProbeTask;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What builds and runs the commits of a run, asked once for each: package managers take their time
 * to tell their own version. Thread-safe; may forget.
 */
final class Runtimes {

    private static final int MOST = 200;

    private final Map<Key, String> known =
            Collections.synchronizedMap(
                    new LinkedHashMap<>() {
                        private static final long serialVersionUID = 1L;

                        @Override
                        protected boolean removeEldestEntry(Map.Entry<Key, String> eldest) {
                            return size() > MOST;
                        }
                    });

    private record Key(String run, String commit, String path, String ecosystem) {}

    /** Whoever knows it. */
    @FunctionalInterface
    interface Asked {
        String runtime() throws IOException;
    }

    /** A run of that name begins: the host may have other versions by now. */
    void begins(String run) {
        synchronized (known) {
            known.keySet().removeIf(key -> key.run().equals(run));
        }
    }

    String of(ProbeTask task, Asked asked) throws IOException {
        Key key =
                new Key(
                        task.input().run(),
                        task.commit(),
                        task.base().path(),
                        task.base().ecosystem());
        String runtime = known.get(key);
        if (runtime == null) {
            runtime = asked.runtime();
            known.put(key, runtime);
        }
        return runtime;
    }
}
