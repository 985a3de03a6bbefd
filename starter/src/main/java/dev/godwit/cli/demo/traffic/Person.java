package dev.godwit.cli.demo.traffic;

import java.util.List;

/** The part of a user that the application changes. */
record Person(String firstName, String lastName) {

    private static final List<String> FIRST =
            List.of("Ada", "Barbara", "Edsger", "Frances", "Grace", "Jean", "Ken", "Margaret");
    private static final List<String> LAST =
            List.of("Allen", "Dijkstra", "Hamilton", "Hopper", "Liskov", "Lovelace", "Thompson");

    /** The user that the table was filled with. Same words as {@link #FIRST_SQL}. */
    static Person original(long id) {
        return new Person(
                FIRST.get((int) (id % FIRST.size())), LAST.get((int) (id % LAST.size())) + id);
    }

    /** Whom the application renames a user to: different each time. */
    static Person renamed(long id, long time) {
        return new Person(FIRST.get((int) (time % FIRST.size())), "Renamed " + id + "." + time);
    }

    /** {@link #original} in SQL, over {@code id}. */
    static final String FIRST_SQL = pick(FIRST);

    static final String LAST_SQL = pick(LAST) + " || id";

    String fullName() {
        return firstName + " " + lastName;
    }

    private static String pick(List<String> names) {
        return "(array['%s'])[1 + id %% %d]".formatted(String.join("', '", names), names.size());
    }
}
