package dev.godwit.plan.drift.ddl;

import dev.godwit.plan.drift.Catalog;
import dev.godwit.plan.drift.CatalogObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

final class TriggerDdl implements Ddl {

    @Override
    public List<String> create(CatalogObject trigger, Catalog catalog) {
        List<String> statements = new ArrayList<>(List.of(trigger.trait("definition")));
        if (trigger.has("fires")) {
            statements.add(fires(trigger, catalog));
        }
        return statements;
    }

    @Override
    public Optional<List<String>> alter(CatalogObject is, CatalogObject should, Catalog catalog) {
        return is.trait("definition").equals(should.trait("definition"))
                ? Optional.of(List.of(fires(should, catalog)))
                : Optional.empty();
    }

    private static String fires(CatalogObject trigger, Catalog catalog) {
        String how =
                switch (trigger.trait("fires")) {
                    case "" -> "enable";
                    case "never" -> "disable";
                    default -> "enable " + trigger.trait("fires");
                };
        return "alter table %s %s trigger %s"
                .formatted(catalog.whole(trigger).sql(), how, trigger.sql());
    }
}
