package dev.godwit.postgres.throttle.signal;

/**
 * Why work has to give way.
 *
 * @param words for people; the same for as long as the reason is the same
 */
public record Reading(Force force, String words) {

    /** How far it gives way. */
    public enum Force {
        /** At half of what it may. */
        EASE,
        /** Less and less, until it is over. */
        SLOW,
        /** Not at all. */
        HOLD
    }

    /** Nothing is done. */
    static Reading hold(String words) {
        return new Reading(Force.HOLD, words);
    }
}
