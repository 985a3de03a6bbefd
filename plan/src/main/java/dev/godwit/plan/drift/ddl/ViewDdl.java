package dev.godwit.plan.drift.ddl;

import dev.godwit.plan.drift.Catalog;
import dev.godwit.plan.drift.CatalogObject;
import java.util.List;

/** Views and materialized views. */
final class ViewDdl implements Ddl {

    @Override
    public List<String> create(CatalogObject view, Catalog catalog) {
        String options = view.has("options") ? " with (" + view.trait("options") + ")" : "";
        return List.of(
                "create %s %s%s as\n%s"
                        .formatted(
                                view.kind().words(),
                                view.sql(),
                                options,
                                view.trait("definition")));
    }
}
