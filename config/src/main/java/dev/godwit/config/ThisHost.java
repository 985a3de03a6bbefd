package dev.godwit.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;

/** What starter and worker of one host call it: a directory can only be worked on where it is. */
public final class ThisHost {

    /** With {@code true}, a worker serves directories of its host, whoever names them. */
    public static final String SERVES_DIRECTORIES = "GODWIT_DIRECTORIES";

    private ThisHost() {}

    /** Its name, in letters, digits, dots and dashes. */
    public static String name() {
        String name;
        try {
            name = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            name = "localhost";
        }
        return name.replaceAll("[^A-Za-z0-9.-]", "-");
    }

    /** The queue of its directories, as {@link Target#queue}. */
    public static String queue() {
        return "host." + name();
    }

    /** Whether a worker with this environment serves directories. */
    public static boolean servesDirectories(Map<String, String> environment) {
        return environment.getOrDefault(SERVES_DIRECTORIES, "").equalsIgnoreCase("true");
    }
}
