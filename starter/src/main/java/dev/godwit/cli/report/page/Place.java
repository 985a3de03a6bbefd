package dev.godwit.cli.report.page;

import java.util.Locale;

/** The sections of a page, in their order. */
enum Place {
    TIMELINE("Timeline"),
    PACE("Rows per second"),
    LOCKS("Locks"),
    PROOF("Proof"),
    DECISIONS("Gates and decisions"),
    PROBLEMS("Failures and retries"),
    ROLLBACK("Rollback"),
    STATEMENTS("Statements");

    private final String heading;

    Place(String heading) {
        this.heading = heading;
    }

    String heading() {
        return heading;
    }

    /** Where a link leads. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
