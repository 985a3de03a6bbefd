package dev.godwit.plan.drift.ddl;

import dev.godwit.plan.drift.Catalog;
import dev.godwit.plan.drift.CatalogObject;
import java.util.List;
import java.util.Optional;

/** Sequences that are no identity column's; of how far one has counted nothing is said. */
final class SequenceDdl implements Ddl {

    @Override
    public List<String> create(CatalogObject sequence, Catalog catalog) {
        return List.of("create sequence %s %s".formatted(sequence.sql(), options(sequence)));
    }

    @Override
    public Optional<List<String>> alter(CatalogObject is, CatalogObject should, Catalog catalog) {
        return Optional.of(
                options(is).equals(options(should))
                        ? List.of()
                        : List.of("alter sequence %s %s".formatted(should.sql(), options(should))));
    }

    @Override
    public List<String> finish(CatalogObject sequence, Catalog catalog) {
        String owner = sequence.has("owned by") ? sequence.trait("owned by") : "none";
        return List.of("alter sequence %s owned by %s".formatted(sequence.sql(), owner));
    }

    // Dropping the column that owns it has taken it away, too.
    @Override
    public List<String> drop(CatalogObject sequence, Catalog catalog) {
        return List.of("drop sequence if exists " + sequence.sql());
    }

    private static String options(CatalogObject sequence) {
        return sequence.trait("options");
    }
}
