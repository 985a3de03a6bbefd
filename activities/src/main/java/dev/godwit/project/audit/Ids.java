package dev.godwit.project.audit;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The ids of one advisory: the one that it goes by here, and the others. */
public record Ids(String advisory, List<String> aliases) {

    public Ids {
        aliases = List.copyOf(aliases);
    }

    /** GHSA before CVE before any other, so that all auditors call it the same. */
    public static Ids of(Collection<String> all) {
        String first = all.stream().min(Comparator.comparing(Ids::rank)).orElse("without an id");
        return new Ids(first, all.stream().distinct().filter(id -> !id.equals(first)).toList());
    }

    private static int rank(String id) {
        return id.startsWith("GHSA-") ? 0 : id.startsWith("CVE-") ? 1 : 2;
    }
}
