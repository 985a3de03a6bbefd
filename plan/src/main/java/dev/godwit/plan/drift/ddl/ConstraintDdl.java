package dev.godwit.plan.drift.ddl;

import dev.godwit.plan.drift.Catalog;
import dev.godwit.plan.drift.CatalogObject;
import java.util.List;
import java.util.Optional;

/** Constraints of tables but NOT NULL, which belongs to its column. */
final class ConstraintDdl implements Ddl {

    private static final String NOT_VALID = " NOT VALID";

    @Override
    public List<String> create(CatalogObject constraint, Catalog catalog) {
        return List.of(
                "%s add constraint %s %s"
                        .formatted(
                                table(constraint, catalog),
                                constraint.sql(),
                                constraint.trait("definition")));
    }

    @Override
    public Optional<List<String>> alter(CatalogObject is, CatalogObject should, Catalog catalog) {
        return is.trait("definition").equals(should.trait("definition") + NOT_VALID)
                ? Optional.of(
                        List.of(table(should, catalog) + " validate constraint " + should.sql()))
                : Optional.empty();
    }

    @Override
    public List<String> drop(CatalogObject constraint, Catalog catalog) {
        return List.of(table(constraint, catalog) + " drop constraint " + constraint.sql());
    }

    private static String table(CatalogObject constraint, Catalog catalog) {
        return "alter table " + catalog.whole(constraint).sql();
    }
}
