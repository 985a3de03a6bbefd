package dev.godwit.plan.drift;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Compares two catalogs. */
public final class Comparison {

    private Comparison() {}

    /**
     * In what one differs from the other. What is gone or new with the object that it is part of is
     * not listed by itself.
     *
     * @return by kind, then by name; empty when both are the same
     */
    public static List<Difference> of(Catalog here, Catalog there) {
        List<Difference> differences = new ArrayList<>();
        for (CatalogObject object : here.objects()) {
            CatalogObject other = there.find(object.id()).orElse(null);
            if (other == null) {
                if (object.of().isEmpty() || there.has(object.of())) {
                    differences.add(whole(object, Difference.Way.ADDED));
                }
            } else if (!object.same(other)) {
                differences.add(
                        new Difference(
                                object.kind(),
                                object.id(),
                                Difference.Way.CHANGED,
                                object.against(other)));
            }
        }
        for (CatalogObject object : there.objects()) {
            if (!here.has(object.id()) && (object.of().isEmpty() || here.has(object.of()))) {
                differences.add(whole(object, Difference.Way.MISSING));
            }
        }
        differences.sort(Comparator.comparing(Difference::kind).thenComparing(Difference::object));
        return differences;
    }

    private static Difference whole(CatalogObject object, Difference.Way way) {
        return new Difference(object.kind(), object.id(), way, Map.of());
    }
}
