package dev.godwit.plan.spec;

/** What a plan file with a {@code kind} is about; one without is a migration. */
public enum PlanKind {
    /** The dependencies of a project. */
    UPGRADE,
    /** A migration around an upgrade. */
    RELEASE,
    /** The pending migrations of a project that keeps them as numbered files of SQL. */
    SQL
}
