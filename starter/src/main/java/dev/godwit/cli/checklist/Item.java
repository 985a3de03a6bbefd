package dev.godwit.cli.checklist;

import java.util.List;

/**
 * A line of a checklist; in JSON mode exactly this.
 *
 * @param key stable, for programs
 * @param what is asked, for people
 * @param evidence one line: who, when, which figures; or why there is none
 * @param next what would show it, a command each; may be empty
 */
public record Item(String key, String what, Verdict verdict, String evidence, List<String> next) {

    public Item {
        next = List.copyOf(next);
    }
}
