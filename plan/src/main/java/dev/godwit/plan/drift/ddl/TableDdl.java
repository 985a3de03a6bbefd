package dev.godwit.plan.drift.ddl;

import dev.godwit.plan.drift.Catalog;
import dev.godwit.plan.drift.CatalogObject;
import dev.godwit.plan.drift.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tables, with the columns that they are made with. */
final class TableDdl implements Ddl {

    private static final String SECURITY = "row level security";
    private static final String FORCED = "row level security of the owner";

    private static final Set<String> FIXED =
            Set.of("partitioned by", "partition of", "bounds", "inherits");

    @Override
    public List<String> create(CatalogObject table, Catalog catalog) {
        String kind = table.has("unlogged") ? "create unlogged table " : "create table ";
        StringBuilder create = new StringBuilder(kind).append(table.sql());
        if (table.has("partition of")) {
            create.append(" partition of ")
                    .append(table.trait("partition of"))
                    .append(' ')
                    .append(table.trait("bounds"));
        } else {
            create.append(
                    catalog.parts(table, Kind.COLUMN).stream()
                            .map(ColumnDdl::clause)
                            .collect(Collectors.joining(",\n  ", " (\n  ", "\n)")));
        }
        if (table.has("inherits")) {
            create.append(" inherits (").append(table.trait("inherits")).append(')');
        }
        if (table.has("partitioned by")) {
            create.append(" partition by ").append(table.trait("partitioned by"));
        }
        if (table.has("options")) {
            create.append(" with (").append(table.trait("options")).append(')');
        }
        List<String> statements = new ArrayList<>(List.of(create.toString()));
        statements.addAll(security(null, table));
        return statements;
    }

    @Override
    public Optional<List<String>> alter(CatalogObject is, CatalogObject should, Catalog catalog) {
        if (FIXED.stream().anyMatch(trait -> !is.trait(trait).equals(should.trait(trait)))) {
            return Optional.of(
                    List.of(
                            "-- by hand: partitions and inheritance of %s differ"
                                    .formatted(should.sql().replace('\n', ' '))));
        }
        List<String> statements = new ArrayList<>();
        String alter = "alter table " + should.sql();
        if (is.has("unlogged") != should.has("unlogged")) {
            statements.add(alter + (should.has("unlogged") ? " set unlogged" : " set logged"));
        }
        if (!is.trait("options").equals(should.trait("options"))) {
            if (is.has("options")) {
                statements.add(alter + " reset (" + names(is.trait("options")) + ")");
            }
            if (should.has("options")) {
                statements.add(alter + " set (" + should.trait("options") + ")");
            }
        }
        statements.addAll(security(is, should));
        return Optional.of(statements);
    }

    /** An index has to be there before it can be the identity. */
    @Override
    public List<String> finish(CatalogObject table, Catalog catalog) {
        String identity =
                table.has("replica identity") ? table.trait("replica identity") : "default";
        return List.of("alter table %s replica identity %s".formatted(table.sql(), identity));
    }

    private static List<String> security(@Nullable CatalogObject is, CatalogObject should) {
        List<String> statements = new ArrayList<>();
        String alter = "alter table " + should.sql();
        if (should.has(SECURITY) != (is != null && is.has(SECURITY))) {
            String verb = should.has(SECURITY) ? " enable " : " disable ";
            statements.add(alter + verb + "row level security");
        }
        if (should.has(FORCED) != (is != null && is.has(FORCED))) {
            String verb = should.has(FORCED) ? " force " : " no force ";
            statements.add(alter + verb + "row level security");
        }
        return statements;
    }

    private static String names(String options) {
        return List.of(options.split(", ")).stream()
                .map(option -> option.replaceFirst("=.*", ""))
                .collect(Collectors.joining(", "));
    }
}
