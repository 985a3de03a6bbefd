package dev.godwit.project.place;

/**
 * A place on this host where one thing of a run is done at a time: a clone, and what belongs to it.
 *
 * @param run {@code <target>/<name>}
 * @param number from 0, which every run has
 */
public record Lane(String run, int number) {

    /** The most that a run can have. */
    public static final int MOST = 8;

    /** That a run always has. */
    public static Lane first(String run) {
        return new Lane(run, 0);
    }

    /** Of what belongs to it. */
    String name() {
        String flat = run.replace('/', '_');
        return number == 0 ? flat : "%s.lane%d".formatted(flat, number + 1);
    }
}
