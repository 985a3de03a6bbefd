package dev.godwit.plan.operation.type;

import dev.godwit.plan.reading.Doc;
import dev.godwit.plan.sql.Names;
import dev.godwit.plan.sql.QualifiedName;

/** A column of an enum, or of arrays of it. */
@Doc("A column of the enum, or of arrays of it")
public record EnumColumn(
        @Doc("The table, with its schema when that is not public") String table,
        @Doc("The column") String column) {

    QualifiedName of() {
        return Names.known(table);
    }

    String words() {
        return of() + "." + column;
    }
}
