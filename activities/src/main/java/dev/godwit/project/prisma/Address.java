package dev.godwit.project.prisma;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A database that Prisma may look at. Prisma 7 tells its engine the whole address as an argument,
 * which others on the host can read: the password should be worth nothing.
 *
 * @param sslmode as libpq knows it; empty for the default
 */
public record Address(
        String host, int port, String database, String user, String password, String sslmode) {

    String url() {
        return "postgresql://%s:%s@%s:%d/%s%s"
                .formatted(
                        encoded(user),
                        encoded(password),
                        host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host,
                        port,
                        encoded(database),
                        sslmode.isEmpty() ? "" : "?sslmode=" + encoded(sslmode));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "Address[%s@%s:%d/%s]".formatted(user, host, port, database);
    }
}
