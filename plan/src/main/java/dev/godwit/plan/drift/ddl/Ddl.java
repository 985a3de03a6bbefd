package dev.godwit.plan.drift.ddl;

import dev.godwit.plan.drift.Catalog;
import dev.godwit.plan.drift.CatalogObject;
import dev.godwit.plan.drift.Kind;
import java.util.List;
import java.util.Optional;

/** How the objects of one kind are made, changed and dropped. Statements have no semicolon. */
public interface Ddl {

    /** The statements that make it, where everything that it needs is there. */
    List<String> create(CatalogObject object, Catalog catalog);

    /**
     * The statements that make one into the other.
     *
     * @return empty when that takes dropping it and making it anew
     */
    default Optional<List<String>> alter(CatalogObject is, CatalogObject should, Catalog catalog) {
        return Optional.empty();
    }

    /** What has to wait until everything else is there. */
    default List<String> finish(CatalogObject object, Catalog catalog) {
        return List.of();
    }

    default List<String> drop(CatalogObject object, Catalog catalog) {
        return List.of("drop " + called(object, catalog));
    }

    /** The kind and the name of an object, as COMMENT ON and DROP take them. */
    static String called(CatalogObject object, Catalog catalog) {
        return switch (object.kind()) {
            case FUNCTION -> "routine " + object.name();
            case COLUMN -> "column %s.%s".formatted(catalog.whole(object).sql(), object.sql());
            case CONSTRAINT, TRIGGER, RULE, POLICY ->
                    "%s %s on %s"
                            .formatted(
                                    object.kind().words(),
                                    object.sql(),
                                    catalog.whole(object).sql());
            default -> object.kind().words() + " " + object.sql();
        };
    }

    /** The one for a kind. */
    static Ddl of(Kind kind) {
        return switch (kind) {
            case EXTENSION -> new ExtensionDdl();
            case SCHEMA -> new SchemaDdl();
            case TYPE -> new TypeDdl();
            case SEQUENCE -> new SequenceDdl();
            case FUNCTION -> new FunctionDdl();
            case TABLE -> new TableDdl();
            case COLUMN -> new ColumnDdl();
            case VIEW, MATERIALIZED_VIEW -> new ViewDdl();
            case CONSTRAINT -> new ConstraintDdl();
            case INDEX, STATISTICS, RULE -> new DefinedDdl();
            case TRIGGER -> new TriggerDdl();
            case POLICY -> new PolicyDdl();
            case PRIVILEGES -> new PrivilegesDdl();
            case COMMENT -> new CommentDdl();
        };
    }
}
