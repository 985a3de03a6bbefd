package dev.godwit.postgres.scratch;

/**
 * A role that may log in to a server for an hour and read a scratch database, and nothing else: for
 * programs that would show a password to others on their host.
 */
public record Guest(String role, String password) {

    /** Without the password. */
    @Override
    public String toString() {
        return "Guest[%s]".formatted(role);
    }
}
