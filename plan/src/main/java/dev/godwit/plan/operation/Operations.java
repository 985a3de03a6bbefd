package dev.godwit.plan.operation;

import dev.godwit.plan.operation.column.AddColumn;
import dev.godwit.plan.operation.column.AlterColumn;
import dev.godwit.plan.operation.column.DropColumn;
import dev.godwit.plan.operation.constraint.CreateConstraint;
import dev.godwit.plan.operation.constraint.DropConstraint;
import dev.godwit.plan.operation.constraint.DropMulticolumnConstraint;
import dev.godwit.plan.operation.constraint.RenameConstraint;
import dev.godwit.plan.operation.index.CreateIndex;
import dev.godwit.plan.operation.index.DropIndex;
import dev.godwit.plan.operation.rows.Backfill;
import dev.godwit.plan.operation.rows.Delete;
import dev.godwit.plan.operation.sql.RawSql;
import dev.godwit.plan.operation.table.CreateTable;
import dev.godwit.plan.operation.table.DropTable;
import dev.godwit.plan.operation.table.RenameTable;
import dev.godwit.plan.operation.table.SetReplicaIdentity;
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
            new TreeSet<>(Set.of("drop_column", "rename_column"));

    private Operations() {}

    private static Map<String, Class<? extends Operation>> built() {
        Map<String, Class<? extends Operation>> built = new LinkedHashMap<>();
        built.put("create_table", CreateTable.class);
        built.put("drop_table", DropTable.class);
        built.put("rename_table", RenameTable.class);
        built.put("set_replica_identity", SetReplicaIdentity.class);
        built.put("add_column", AddColumn.class);
        built.put("alter_column", AlterColumn.class);
        built.put("drop_column", DropColumn.class);
        built.put("create_index", CreateIndex.class);
        built.put("drop_index", DropIndex.class);
        built.put("create_constraint", CreateConstraint.class);
        built.put("drop_constraint", DropConstraint.class);
        built.put("drop_multicolumn_constraint", DropMulticolumnConstraint.class);
        built.put("rename_constraint", RenameConstraint.class);
        built.put("backfill", Backfill.class);
        built.put("delete", Delete.class);
        built.put("sql", RawSql.class);
        return java.util.Collections.unmodifiableMap(built);
    }
}
