package dev.godwit.postgres.author;

import java.util.List;

/**
 * The texts that new files begin with; all of it comments, so that nothing happens by itself. There
 * is no empty way back among them: it would say that nothing has to be done.
 */
final class Templates {

    static final String UP = "-- What this changes, and why.\n\n";
    private static final String SCHEMA =
            "-- The schema only: what rows become stands in the next migration.\n\n";
    static final String DATA =
            "-- Rows only: the schema is changed by the migration before this one.\n"
                    + "-- On a large table a backfill of a plan, in batches, is better.\n"
                    + "-- What UPDATE and DELETE change is kept and given back; what INSERT adds needs a way back.\n\n";

    private Templates() {}

    /**
     * Of the first file.
     *
     * @param data whether one for rows comes behind it
     */
    static String first(boolean data) {
        return data ? SCHEMA : UP;
    }

    /**
     * What there is to know about ways back.
     *
     * @param place where one would be written
     */
    static List<String> wayBack(String place) {
        return List.of(
                "where Godwit finds no way back by itself (godwit check says it), write it "
                        + place);
    }
}
