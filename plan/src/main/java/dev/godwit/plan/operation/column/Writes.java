package dev.godwit.plan.operation.column;

/** Who writes a new column until contract. */
public enum Writes {
    /** Only Godwit; a statement that sets it to something else is an error. */
    GODWIT,
    /**
     * New code may; Godwit fills it when it is NULL, or when a source column changed and it did
     * not.
     */
    APPLICATION
}
