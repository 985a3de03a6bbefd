package dev.godwit.plan.schema;

import java.util.List;

/** Tables, once something that stood on them has gone. */
public final class Dependents {

    private Dependents() {}

    /** The same without that one. @param words as {@link Table.Dependent} has them */
    public static Table without(Table table, String words) {
        List<Column> columns =
                table.columns().stream().map(column -> without(column, words)).toList();
        return new Table(
                table.name(),
                table.oid(),
                table.kind(),
                columns,
                table.indexes(),
                table.constraints(),
                table.triggers(),
                table.rules(),
                table.attributes(),
                table.estimatedRows(),
                table.bytes(),
                table.forcedRowSecurity(),
                table.rowSecurity(),
                table.replicaIdentity(),
                table.comment(),
                table.dependents().stream().filter(one -> !one.words().equals(words)).toList());
    }

    private static Column without(Column column, String words) {
        Column.Details more = column.more();
        return new Column(
                column.name(),
                column.type(),
                column.notNull(),
                column.generated(),
                column.identity(),
                column.defaultExpression(),
                column.comment(),
                new Column.Details(
                        more.collation(),
                        more.settings(),
                        more.grants(),
                        more.owns(),
                        more.dependents().stream().filter(one -> !one.equals(words)).toList()));
    }
}
