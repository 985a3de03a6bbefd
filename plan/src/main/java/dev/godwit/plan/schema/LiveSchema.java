package dev.godwit.plan.schema;

import dev.godwit.plan.sql.QualifiedName;
import java.util.List;
import java.util.Optional;

/**
 * The part of a database's schema that a plan touches, as it was at one moment.
 *
 * @param serverVersion {@code server_version_num}, for example 180006
 * @param tables the relations that the plan names and that exist, of every kind
 * @param tableNames every table of the schemas that the plan names, for near-miss suggestions
 * @param relationNames every relation and index name of those schemas, to find clashes
 * @param objects what else the plan names
 */
public record LiveSchema(
        int serverVersion,
        List<Table> tables,
        List<QualifiedName> tableNames,
        List<QualifiedName> relationNames,
        LiveObjects objects) {

    public LiveSchema {
        tables = List.copyOf(tables);
        tableNames = List.copyOf(tableNames);
        relationNames = List.copyOf(relationNames);
    }

    /** Of tables alone. */
    public LiveSchema(
            int serverVersion,
            List<Table> tables,
            List<QualifiedName> tableNames,
            List<QualifiedName> relationNames) {
        this(serverVersion, tables, tableNames, relationNames, LiveObjects.NONE);
    }

    /** The same with what else the plan names. */
    public LiveSchema with(LiveObjects others) {
        return new LiveSchema(serverVersion, tables, tableNames, relationNames, others);
    }

    /** The major version: 14 to 18. */
    public int major() {
        return serverVersion / 10_000;
    }

    /** The relation of that name, if it exists. */
    public Optional<Table> find(QualifiedName name) {
        return tables.stream().filter(table -> table.name().equals(name)).findFirst();
    }

    /**
     * The index of that name and the table it belongs to, if that table is among {@link #tables}.
     */
    public Optional<Table> tableOfIndex(QualifiedName index) {
        return tables.stream()
                .filter(table -> table.name().schema().equals(index.schema()))
                .filter(table -> table.index(index.name()).isPresent())
                .findFirst();
    }
}
