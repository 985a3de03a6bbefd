package dev.godwit.project.django;

import java.time.Duration;

/**
 * The database that a project's migrations are for.
 *
 * @param alias of DATABASES in the project's settings that it takes the place of
 * @param sslmode as libpq knows it; empty for libpq's default
 * @param searchPath of its sessions, unless the project's settings say one; empty for the role's
 *     own
 * @param lockTimeout how long a statement waits for a lock, and a migration for another one
 * @param statementTimeout how long one statement may take
 * @param applicationName how its sessions are called in the server
 */
public record Login(
        String alias,
        String host,
        int port,
        String database,
        String user,
        String password,
        String sslmode,
        String searchPath,
        Duration lockTimeout,
        Duration statementTimeout,
        String applicationName) {

    /** Without the password. */
    @Override
    public String toString() {
        return "Login[%s: %s@%s:%d/%s]".formatted(alias, user, host, port, database);
    }
}
