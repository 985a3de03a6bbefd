package dev.godwit.plan.drift;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** In which order the objects of a catalog can be made. */
final class Order {

    private final Catalog catalog;
    private final Set<CatalogObject> ordered = new LinkedHashSet<>();
    private final Set<String> visited = new LinkedHashSet<>();

    private Order(Catalog catalog) {
        this.catalog = catalog;
    }

    /** Each behind what it needs, otherwise by kind and as they were read. */
    static List<CatalogObject> of(Catalog catalog) {
        Order order = new Order(catalog);
        for (Kind kind : Kind.values()) {
            for (CatalogObject object : catalog.objects()) {
                if (object.kind() == kind) {
                    order.visit(object);
                }
            }
        }
        return List.copyOf(order.ordered);
    }

    private void visit(CatalogObject object) {
        if (!visited.add(object.id())) {
            return;
        }
        List<String> needs = new ArrayList<>(object.needs());
        if (!object.of().isEmpty()) {
            needs.add(object.of());
        }
        if (object.kind() == Kind.TABLE) {
            // It is made with its columns.
            catalog.parts(object, Kind.COLUMN).forEach(column -> needs.addAll(column.needs()));
        }
        needs.forEach(need -> catalog.find(need).ifPresent(this::visit));
        ordered.add(object);
    }
}
