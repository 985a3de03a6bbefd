package dev.godwit.cli.stack.process;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What of our environment a child is given. */
public final class Environments {

    private static final List<String> PLAIN =
            List.of("PATH", "HOME", "USER", "LANG", "LC_ALL", "TZ", "TMPDIR");

    private Environments() {}

    /** What every program needs; no address, no credential. */
    public static Map<String, String> plain(Map<String, String> ours) {
        Map<String, String> plain = new TreeMap<>(ours);
        plain.keySet().retainAll(PLAIN);
        return plain;
    }

    /**
     * An environment with a local Temporal server in the place of whatever else is configured: a
     * key or certificate of the user's profile belongs to another server.
     */
    public static Map<String, String> withTemporal(
            Map<String, String> environment, String address, String namespace) {
        Map<String, String> local = new TreeMap<>(environment);
        local.keySet().removeIf(name -> name.startsWith("TEMPORAL_"));
        local.put("TEMPORAL_CONFIG_FILE", "/dev/null");
        local.put("TEMPORAL_ADDRESS", address);
        local.put("TEMPORAL_NAMESPACE", namespace);
        return local;
    }
}
