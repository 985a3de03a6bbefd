package dev.godwit.workflow.desk;

/**
 * Who somebody is, apart from the machine they sit at. What a client says of itself is a claim: it
 * keeps honest people from mistakes.
 */
record Person(String name) {

    /**
     * @param actor {@code user@host}
     */
    static Person of(String actor) {
        int at = actor.indexOf('@');
        return new Person(at < 0 ? actor : actor.substring(0, at));
    }
}
