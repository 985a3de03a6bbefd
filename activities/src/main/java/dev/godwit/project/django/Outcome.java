package dev.godwit.project.django;

import java.util.List;

/** What has become of a migration. */
public sealed interface Outcome {

    /**
     * It has moved.
     *
     * @param said for people, line by line
     */
    record Done(List<String> said) implements Outcome {
        public Done {
            said = List.copyOf(said);
        }
    }

    /** It stood where it should already; no statement was run. */
    record AlreadyThere() implements Outcome {}

    /**
     * It has not moved. Of an atomic one, nothing has happened.
     *
     * @param sqlstate of the database; empty when it was not the database that failed
     * @param words why; they hold no value of a row
     * @param lockTimeout whether a lock was not to be had in time, so that it may be tried again
     */
    record Failed(String sqlstate, String words, boolean lockTimeout) implements Outcome {}
}
