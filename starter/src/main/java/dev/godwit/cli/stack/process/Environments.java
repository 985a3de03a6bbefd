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
}
