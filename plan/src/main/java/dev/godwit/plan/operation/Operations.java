package dev.godwit.plan.operation;

import dev.godwit.plan.operation.column.AddColumn;
import dev.godwit.plan.operation.column.AlterColumn;
import dev.godwit.plan.operation.index.CreateIndex;
import dev.godwit.plan.operation.index.DropIndex;
import dev.godwit.plan.operation.sql.RawSql;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** The words of a plan. */
public final class Operations {

    /** What this version does, by name. */
    public static final Map<String, Class<? extends Operation>> BUILT = built();

    /** The rest of pgroll's vocabulary: known, refused by name. */
    public static final SortedSet<String> NOT_BUILT =
            new TreeSet<>(
                    Set.of(
                            "create_table",
                            "drop_table",
                            "rename_table",
                            "drop_column",
                            "rename_column",
                            "create_constraint",
                            "drop_constraint",
                            "rename_constraint",
                            "drop_multicolumn_constraint",
                            "set_replica_identity"));

    private Operations() {}

    private static Map<String, Class<? extends Operation>> built() {
        Map<String, Class<? extends Operation>> built = new LinkedHashMap<>();
        built.put("add_column", AddColumn.class);
        built.put("alter_column", AlterColumn.class);
        built.put("create_index", CreateIndex.class);
        built.put("drop_index", DropIndex.class);
        built.put("sql", RawSql.class);
        return java.util.Collections.unmodifiableMap(built);
    }
}
