package dev.godwit.plan.operation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.Compilation;
import dev.godwit.plan.Compiler;
import dev.godwit.plan.PlanReader;
import dev.godwit.plan.Reading;
import dev.godwit.plan.schema.Column;
import dev.godwit.plan.schema.Index;
import dev.godwit.plan.schema.LiveObjects;
import dev.godwit.plan.schema.LiveSchema;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.sql.QualifiedName;
import java.util.List;

/** Plans, compiled on a schema. */
public final class Compiled {

    private Compiled() {}

    /** On these tables and objects, of PostgreSQL 18. */
    public static Compilation on(List<Table> tables, LiveObjects objects, String plan) {
        return on(180_000, tables, objects, plan);
    }

    /** On a server of that {@code server_version_num}. */
    public static Compilation on(
            int version, List<Table> tables, LiveObjects objects, String plan) {
        Reading reading = PlanReader.read("plan.yaml", plan);
        assertThat(reading.problems()).isEmpty();
        List<QualifiedName> names = tables.stream().map(Table::name).toList();
        LiveSchema schema = new LiveSchema(version, tables, names, names, objects);
        return Compiler.compile(requireNonNull(reading.plan()), schema);
    }

    /** A name in schema public. */
    public static QualifiedName name(String name) {
        return new QualifiedName("public", name);
    }

    /** A table of that kind. */
    public static Table table(
            String name,
            Table.Kind kind,
            List<Column> columns,
            List<Index> indexes,
            List<Table.Constraint> constraints,
            List<Table.Dependent> dependents) {
        return new Table(
                name(name),
                name.hashCode(),
                kind,
                columns,
                indexes,
                constraints,
                List.of(),
                List.of(),
                columns.size(),
                0,
                0,
                false,
                false,
                "DEFAULT",
                "",
                dependents);
    }
}
