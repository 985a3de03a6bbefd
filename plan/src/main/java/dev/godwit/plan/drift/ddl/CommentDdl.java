package dev.godwit.plan.drift.ddl;

import dev.godwit.plan.drift.Catalog;
import dev.godwit.plan.drift.CatalogObject;
import dev.godwit.plan.sql.Identifier;
import java.util.List;
import java.util.Optional;

final class CommentDdl implements Ddl {

    @Override
    public List<String> create(CatalogObject comment, Catalog catalog) {
        return List.of(on(comment, catalog) + Identifier.literal(comment.trait("text")));
    }

    @Override
    public Optional<List<String>> alter(CatalogObject is, CatalogObject should, Catalog catalog) {
        return Optional.of(create(should, catalog));
    }

    @Override
    public List<String> drop(CatalogObject comment, Catalog catalog) {
        return List.of(on(comment, catalog) + "null");
    }

    private static String on(CatalogObject comment, Catalog catalog) {
        return "comment on %s is ".formatted(Ddl.called(catalog.whole(comment), catalog));
    }
}
