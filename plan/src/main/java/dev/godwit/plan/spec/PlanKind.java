package dev.godwit.plan.spec;

import java.util.Locale;

/** What a plan file with a {@code kind} is about; one without is a migration. */
public enum PlanKind {
    /** The dependencies of a project. */
    UPGRADE,
    /** A migration around an upgrade. */
    RELEASE,
    /** The pending migrations of a project that keeps them as numbered files of SQL. */
    SQL,
    /** Those of a project with Flyway. */
    FLYWAY,
    /** Those of a project with Prisma. */
    PRISMA,
    /** Those of a project with Django. */
    DJANGO,
    /** Those of a project whose tool is found by looking at it. */
    MIGRATIONS;

    /** Whether it is about the pending migrations of a project, with whatever tool. */
    public boolean migrations() {
        return switch (this) {
            case UPGRADE, RELEASE -> false;
            case SQL, FLYWAY, PRISMA, DJANGO, MIGRATIONS -> true;
        };
    }

    /** As it is written in plans. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
