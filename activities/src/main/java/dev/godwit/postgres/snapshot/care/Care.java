package dev.godwit.postgres.snapshot.care;

import dev.godwit.postgres.snapshot.care.Shelf.Entry;

/**
 * What was found about something that is kept, or done with it.
 *
 * @param outcome a {@code dev.godwit.workflow.snapshot.KeptData.State}
 * @param note for people; may be empty
 * @param psql how somebody does it without Godwit; may be empty
 */
public record Care(Entry entry, String outcome, String note, String psql) {

    static Care of(Entry entry, String outcome, String note) {
        return new Care(entry, outcome, note, "");
    }
}
