package dev.godwit.plan.drift.ddl;

import dev.godwit.plan.drift.Catalog;
import dev.godwit.plan.drift.CatalogObject;
import dev.godwit.plan.sql.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Columns of tables. */
public final class ColumnDdl implements Ddl {

    /** A column as CREATE TABLE and ADD COLUMN take it. */
    static String clause(CatalogObject column) {
        StringBuilder clause = new StringBuilder(column.sql()).append(' ').append(type(column));
        if (column.has("default")) {
            clause.append(" default ").append(column.trait("default"));
        }
        if (column.has("generated")) {
            clause.append(" generated always as ").append(column.trait("generated"));
        }
        if (column.has("identity")) {
            clause.append(" generated ").append(column.trait("identity")).append(" as identity");
        }
        return clause.append(column.has("not null") ? " not null" : "").toString();
    }

    @Override
    public List<String> create(CatalogObject column, Catalog catalog) {
        String add = table(column, catalog) + " add column ";
        boolean filled = column.has("default") || column.has("generated") || column.has("identity");
        if (filled || !column.has("not null")) {
            return List.of(add + clause(column));
        }
        // Rows that are there have no value yet: by itself, so that it can be given first.
        String clause = clause(column);
        return List.of(
                add + clause.substring(0, clause.length() - " not null".length()),
                "%s alter column %s set not null".formatted(table(column, catalog), column.sql()));
    }

    /**
     * Makes a column what it was where its values will be given back: one that does not fit the
     * type is left out, which PostgreSQL can tell since version 16.
     */
    public static List<String> backTo(CatalogObject is, CatalogObject was, Catalog catalog) {
        String alter = "%s alter column %s ".formatted(table(was, catalog), was.sql());
        String type = was.trait("type");
        List<String> statements = new ArrayList<>();
        if (is.has("default")) {
            statements.add(alter + "drop default");
        }
        if (is.has("not null")) {
            statements.add(alter + "drop not null");
        }
        statements.add(
                "%stype %s using case when pg_catalog.pg_input_is_valid(%s::text, %s) then %s::text::%s end"
                        .formatted(
                                alter,
                                type(was),
                                was.sql(),
                                Identifier.literal(type).strip(),
                                was.sql(),
                                type));
        if (was.has("default")) {
            statements.add(alter + "set default " + was.trait("default"));
        }
        if (was.has("not null")) {
            statements.add(alter + "set not null");
        }
        return statements;
    }

    @Override
    public Optional<List<String>> alter(CatalogObject is, CatalogObject should, Catalog catalog) {
        if (!is.trait("generated").equals(should.trait("generated"))) {
            return Optional.empty();
        }
        List<String> changes = new ArrayList<>();
        boolean retyped = !type(is).equals(type(should));
        boolean defaults = retyped || !is.trait("default").equals(should.trait("default"));
        if (is.has("identity") && !should.has("identity")) {
            changes.add("drop identity");
        }
        if (is.has("not null") && !should.has("not null")) {
            changes.add("drop not null");
        }
        if (defaults && is.has("default")) {
            changes.add("drop default");
        }
        if (retyped) {
            changes.add("type %s%s".formatted(type(should), using(should)));
        }
        if (defaults && should.has("default")) {
            changes.add("set default " + should.trait("default"));
        }
        if (!is.has("not null") && should.has("not null")) {
            changes.add("set not null");
        }
        if (should.has("identity") && !is.trait("identity").equals(should.trait("identity"))) {
            changes.add(
                    is.has("identity")
                            ? "set generated " + should.trait("identity")
                            : "add generated " + should.trait("identity") + " as identity");
        }
        String alter = "%s alter column %s ".formatted(table(should, catalog), should.sql());
        return Optional.of(changes.stream().map(change -> alter + change).toList());
    }

    @Override
    public List<String> drop(CatalogObject column, Catalog catalog) {
        return List.of(table(column, catalog) + " drop column " + column.sql());
    }

    private static String using(CatalogObject column) {
        return column.has("generated")
                ? ""
                : " using %s::%s".formatted(column.sql(), column.trait("type"));
    }

    private static String type(CatalogObject column) {
        return column.has("collation")
                ? column.trait("type") + " collate " + column.trait("collation")
                : column.trait("type");
    }

    private static String table(CatalogObject column, Catalog catalog) {
        return "alter table " + catalog.whole(column).sql();
    }
}
