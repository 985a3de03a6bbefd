package dev.godwit.plan.drift.ddl;

import dev.godwit.plan.drift.Catalog;
import dev.godwit.plan.drift.CatalogObject;
import dev.godwit.plan.sql.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

final class ExtensionDdl implements Ddl {

    @Override
    public List<String> create(CatalogObject extension, Catalog catalog) {
        return List.of(
                "create extension %s schema %s version %s"
                        .formatted(
                                extension.sql(),
                                Identifier.quote(extension.trait("schema")),
                                Identifier.literal(extension.trait("version"))));
    }

    @Override
    public Optional<List<String>> alter(CatalogObject is, CatalogObject should, Catalog catalog) {
        List<String> statements = new ArrayList<>();
        String alter = "alter extension " + should.sql();
        if (!is.trait("version").equals(should.trait("version"))) {
            statements.add(
                    alter + " update to " + Identifier.literal(should.trait("version")).strip());
        }
        if (!is.trait("schema").equals(should.trait("schema"))) {
            statements.add(alter + " set schema " + Identifier.quote(should.trait("schema")));
        }
        return Optional.of(statements);
    }
}
