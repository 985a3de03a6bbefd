package dev.godwit.project.audit.check;

import java.util.List;

/**
 * What is to be looked at, and by what.
 *
 * @param data folder of the database
 * @param feed address of an NVD data feed; empty to take the database as it is
 * @param archives absolute paths
 */
public record Request(String data, String feed, List<String> archives) {

    public Request {
        archives = List.copyOf(archives);
    }

    /** Without the feed, whose address may have a password in it. */
    @Override
    public String toString() {
        return "Request[data=%s, archives=%s]".formatted(data, archives);
    }
}
