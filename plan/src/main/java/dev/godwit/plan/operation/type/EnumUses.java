package dev.godwit.plan.operation.type;

import dev.godwit.plan.lint.ColumnRules;
import dev.godwit.plan.lint.TableRules;
import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.operation.Standing;
import dev.godwit.plan.operation.shape.ShapeRules;
import dev.godwit.plan.schema.Column;
import dev.godwit.plan.schema.Index;
import dev.godwit.plan.schema.NamedType;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.schema.Use;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.sql.Statements.NotSqlException;
import dev.godwit.plan.sql.definition.TypeReferences;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What uses an enum that loses a value: columns that can be converted, and what stands on them. */
final class EnumUses {

    private final Draft draft;
    private final DropEnumValue operation;
    private final NamedType type;
    private final Map<EnumColumn, Found> columns = new LinkedHashMap<>();
    private final Set<String> along = new HashSet<>();

    /** A column of it. */
    record Found(Table table, Column column) {}

    EnumUses(Draft draft, DropEnumValue operation, NamedType type) {
        this.draft = draft;
        this.operation = operation;
        this.type = type;
    }

    /** The columns, in the order of the plan. */
    List<Found> columns() {
        return List.copyOf(columns.values());
    }

    /** Problems for all that stands against it. */
    void check() {
        Map<QualifiedName, Set<String>> others = new HashMap<>();
        for (EnumColumn wanted : operation.columns()) {
            Optional<Table> table = draft.table(wanted.of(), operation.at());
            if (table.isEmpty()) {
                continue;
            }
            TableRules.changeable(table.get(), operation.at(), draft);
            Optional<Column> column =
                    ColumnRules.find(wanted.column(), table.get(), operation.at(), draft);
            if (column.isPresent() && isOfType(wanted)) {
                column(wanted, table.get(), column.get(), others);
            }
        }
        List<Use> left =
                type.uses().stream().filter(use -> !goesAlong(use)).collect(Collectors.toList());
        List<String> forgotten =
                left.stream().filter(EnumUses::isColumn).map(EnumUses::words).distinct().toList();
        if (!forgotten.isEmpty()) {
            draft.rejections()
                    .add(
                            "GW-224",
                            operation.at(),
                            "the enum %s has other columns: %s"
                                    .formatted(type.name(), String.join(", ", forgotten)),
                            "all columns of it are converted together",
                            "name them in columns");
        }
        left.removeIf(EnumUses::isColumn);
        Standing.refuse(
                draft,
                "the enum %s, beside its columns".formatted(type.name()),
                left,
                operation.at());
    }

    private boolean isOfType(EnumColumn wanted) {
        boolean is = type.uses().stream().anyMatch(use -> isColumn(use, wanted));
        if (!is) {
            draft.rejections()
                    .add(
                            "GW-236",
                            operation.at(),
                            "%s is not a column of the enum %s"
                                    .formatted(wanted.words(), type.name()),
                            "",
                            "correct the name, or leave it out");
        }
        return is;
    }

    private void column(
            EnumColumn wanted, Table table, Column column, Map<QualifiedName, Set<String>> others) {
        Set<String> same = others.computeIfAbsent(table.name(), any -> new HashSet<>());
        ShapeRules.possible(draft, table, column, column.name(), operation.at());
        ShapeRules.apart(draft, table, column, same, operation.at());
        same.add(column.name());
        List<String> mentions = new ArrayList<>();
        for (Table.Constraint one : table.constraints()) {
            if (one.columns().contains(column.name()) && "cu".indexOf(one.type()) >= 0) {
                along.add("constraint %s on table ".formatted(one.name()));
                if (mentions(
                        () ->
                                TypeReferences.constantsOfConstraint(
                                        one.definition(), type.name()))) {
                    mentions.add("constraint " + one.name());
                }
            } else if (one.columns().contains(column.name()) && one.type() == 'f') {
                mentions.add("foreign key " + one.name());
            }
        }
        for (Index one : table.indexes()) {
            if (one.uses().contains(column.name())) {
                along.add("index " + new QualifiedName(table.name().schema(), one.name()));
                if (mentions(
                        () -> TypeReferences.constantsOfIndex(one.definition(), type.name()))) {
                    mentions.add("index " + one.name());
                }
            }
        }
        if (!mentions.isEmpty()) {
            draft.rejections()
                    .add(
                            "GW-224",
                            operation.at(),
                            "%s cannot go along with %s"
                                    .formatted(String.join(", ", mentions), wanted.words()),
                            "it speaks of the value '%s', or compares with a column of another table"
                                    .formatted(operation.value()),
                            "drop it by a plan before this one, and make it again in one after it");
        }
        columns.put(wanted, new Found(table, column));
    }

    @FunctionalInterface
    private interface Reading {
        List<String> constants() throws NotSqlException;
    }

    private boolean mentions(Reading definition) {
        try {
            return definition.constants().stream()
                    .anyMatch(
                            one ->
                                    one.equals(operation.value())
                                            || one.startsWith("{")
                                                    && one.contains(operation.value()));
        } catch (NotSqlException unreadable) {
            return true;
        }
    }

    /** A column that is named, its default, and what is built a second time with it. */
    private boolean goesAlong(Use use) {
        return operation.columns().stream().anyMatch(column -> isColumn(use, column))
                || use.column() == null
                        && (along.stream()
                                        .anyMatch(
                                                words ->
                                                        words.startsWith("constraint ")
                                                                && use.words().startsWith(words))
                                || use.relation() != null
                                        && along.contains("index " + use.relation()));
    }

    private static boolean isColumn(Use use) {
        return use.relation() != null && use.column() != null;
    }

    private static String words(Use use) {
        return use.relation() + "." + use.column();
    }

    private static boolean isColumn(Use use, EnumColumn column) {
        return column.of().equals(use.relation()) && column.column().equals(use.column());
    }
}
