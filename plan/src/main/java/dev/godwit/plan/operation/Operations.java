package dev.godwit.plan.operation;

import dev.godwit.plan.operation.column.AddColumn;
import dev.godwit.plan.operation.column.AlterColumn;
import dev.godwit.plan.operation.column.DropColumn;
import dev.godwit.plan.operation.column.RenameColumn;
import dev.godwit.plan.operation.constraint.CreateConstraint;
import dev.godwit.plan.operation.constraint.DropConstraint;
import dev.godwit.plan.operation.constraint.DropMulticolumnConstraint;
import dev.godwit.plan.operation.constraint.RenameConstraint;
import dev.godwit.plan.operation.index.CreateIndex;
import dev.godwit.plan.operation.index.DropIndex;
import dev.godwit.plan.operation.index.Reindex;
import dev.godwit.plan.operation.partition.AttachPartition;
import dev.godwit.plan.operation.partition.DetachPartition;
import dev.godwit.plan.operation.routine.CreateFunction;
import dev.godwit.plan.operation.routine.CreateTrigger;
import dev.godwit.plan.operation.routine.DropFunction;
import dev.godwit.plan.operation.routine.DropTrigger;
import dev.godwit.plan.operation.rows.Backfill;
import dev.godwit.plan.operation.rows.Delete;
import dev.godwit.plan.operation.sql.RawSql;
import dev.godwit.plan.operation.table.CreateTable;
import dev.godwit.plan.operation.table.DropTable;
import dev.godwit.plan.operation.table.RenameTable;
import dev.godwit.plan.operation.table.SetReplicaIdentity;
import dev.godwit.plan.operation.type.AddEnumValue;
import dev.godwit.plan.operation.type.CreateEnum;
import dev.godwit.plan.operation.type.DropEnum;
import dev.godwit.plan.operation.type.DropEnumValue;
import dev.godwit.plan.operation.type.RenameEnumValue;
import dev.godwit.plan.operation.view.CreateView;
import dev.godwit.plan.operation.view.DropView;
import dev.godwit.plan.operation.view.RefreshMaterializedView;
import java.util.LinkedHashMap;
import java.util.Map;

/** The words of a plan. */
public final class Operations {

    /** What this version does, by name. */
    public static final Map<String, Class<? extends Operation>> BUILT = built();

    private Operations() {}

    private static Map<String, Class<? extends Operation>> built() {
        Map<String, Class<? extends Operation>> built = new LinkedHashMap<>();
        built.put("create_table", CreateTable.class);
        built.put("drop_table", DropTable.class);
        built.put("rename_table", RenameTable.class);
        built.put("set_replica_identity", SetReplicaIdentity.class);
        built.put("add_column", AddColumn.class);
        built.put("alter_column", AlterColumn.class);
        built.put("rename_column", RenameColumn.class);
        built.put("drop_column", DropColumn.class);
        built.put("create_index", CreateIndex.class);
        built.put("drop_index", DropIndex.class);
        built.put("reindex", Reindex.class);
        built.put("create_constraint", CreateConstraint.class);
        built.put("drop_constraint", DropConstraint.class);
        built.put("drop_multicolumn_constraint", DropMulticolumnConstraint.class);
        built.put("rename_constraint", RenameConstraint.class);
        built.put("attach_partition", AttachPartition.class);
        built.put("detach_partition", DetachPartition.class);
        built.put("create_view", CreateView.class);
        built.put("drop_view", DropView.class);
        built.put("refresh_materialized_view", RefreshMaterializedView.class);
        built.put("create_function", CreateFunction.class);
        built.put("drop_function", DropFunction.class);
        built.put("create_trigger", CreateTrigger.class);
        built.put("drop_trigger", DropTrigger.class);
        built.put("create_enum", CreateEnum.class);
        built.put("add_enum_value", AddEnumValue.class);
        built.put("rename_enum_value", RenameEnumValue.class);
        built.put("drop_enum_value", DropEnumValue.class);
        built.put("drop_enum", DropEnum.class);
        built.put("backfill", Backfill.class);
        built.put("delete", Delete.class);
        built.put("sql", RawSql.class);
        return java.util.Collections.unmodifiableMap(built);
    }
}
