package dev.godwit.workflow.run;

/** How a piece of a run ended, and so where the run goes from here. */
enum Way {
    /** Forward. */
    ON,
    /** This execution has done its share: the run goes on in a new one. */
    BOUNDARY,
    /** A failure takes the run back. */
    BACK,
    /** Nothing is left to do. */
    END
}
