package dev.godwit.cli.checklist.rule;

import java.util.List;

/** The first of many, on one line. */
final class Some {

    private static final int SHOWN = 3;

    private Some() {}

    /** The first three, and how many more there are. */
    static String of(List<String> all) {
        String first = String.join("; ", all.subList(0, Math.min(SHOWN, all.size())));
        return all.size() <= SHOWN
                ? first
                : "%s; and %,d more".formatted(first, all.size() - SHOWN);
    }
}
