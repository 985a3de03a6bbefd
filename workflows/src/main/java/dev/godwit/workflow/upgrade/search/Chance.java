package dev.godwit.workflow.upgrade.search;

/** How likely an answer is green, before anybody has looked: decides what is tried ahead. */
enum Chance {
    /** Everything at once, or the other half when one half was red: most have one culprit. */
    LIKELY(0.8),
    /** Half of what is red together. */
    EVEN(0.5),
    /** What was red before. */
    UNLIKELY(0.1);

    final double green;

    Chance(double green) {
        this.green = green;
    }
}
