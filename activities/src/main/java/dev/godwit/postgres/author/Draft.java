package dev.godwit.postgres.author;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What is to be written.
 *
 * @param files texts by their paths, as seen from the folder of migrations
 * @param said what there is to know about it
 */
record Draft(Map<String, String> files, List<String> said) {

    Draft {
        files = Map.copyOf(files);
        said = List.copyOf(said);
    }

    /** Where the file of a migration lies. */
    @FunctionalInterface
    interface Naming {
        String path(String number, String name);
    }

    /**
     * One migration, or one for the schema and, behind it, one for rows.
     *
     * @param number of the first one
     * @param text of the first one
     */
    static Draft of(
            Naming naming,
            String number,
            Instant now,
            String name,
            boolean data,
            String text,
            List<String> said) {
        return new Draft(
                data
                        ? Map.of(
                                naming.path(number, name + "_schema"),
                                text,
                                naming.path(NextNumber.after(number, now), name + "_data"),
                                Templates.DATA)
                        : Map.of(naming.path(number, name), text),
                said);
    }
}
