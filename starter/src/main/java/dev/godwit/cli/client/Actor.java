package dev.godwit.cli.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Who runs the command, for ledger and history: {@code user@host} as the system says. */
public final class Actor {

    private static final Path HOSTNAME = Path.of("/etc/hostname");

    private Actor() {}

    /** The user and host of this process. */
    public static String of(Map<String, String> environment) {
        return System.getProperty("user.name", "unknown") + "@" + host(environment);
    }

    private static String host(Map<String, String> environment) {
        String host = environment.getOrDefault("HOSTNAME", "");
        if (!host.isBlank()) {
            return host;
        }
        try {
            // Cheaper than a look-up by name, which may ask a name server.
            return Files.isReadable(HOSTNAME)
                    ? Files.readString(HOSTNAME).strip()
                    : InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        } catch (IOException unreadable) {
            return "localhost";
        }
    }
}
