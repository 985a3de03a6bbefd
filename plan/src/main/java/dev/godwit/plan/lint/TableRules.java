package dev.godwit.plan.lint;

import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.schema.Table.Trigger;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** What a table must be for Godwit to change it while it is in use. */
public final class TableRules {

    /** PostgreSQL allows 1,600 attributes over a table's life; dropped ones count. */
    private static final int MANY_ATTRIBUTES = 1_500;

    private TableRules() {}

    /** The same, or a materialized view. */
    public static void indexable(Table table, Location at, Draft draft) {
        if (table.kind() != Table.Kind.MATERIALIZED_VIEW) {
            changeable(table, at, draft);
        }
    }

    /** An ordinary table without rewrite rules. */
    public static void changeable(Table table, Location at, Draft draft) {
        if (table.kind() == Table.Kind.PARTITIONED || table.kind() == Table.Kind.PARTITION) {
            draft.refusals()
                    .add(
                            "GW-210",
                            at,
                            table.name() + " is partitioned",
                            "of partitioned tables, indexes are made and dropped, and partitions attached and detached; nothing else",
                            "use another way for this table, or attach_partition and detach_partition");
        } else if (table.kind() != Table.Kind.ORDINARY) {
            String kind = table.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            draft.refusals()
                    .add(
                            "GW-210",
                            at,
                            table.name() + " is not an ordinary table",
                            "it is: " + kind,
                            "only ordinary tables can be migrated");
        }
        if (!table.rules().isEmpty()) {
            draft.refusals()
                    .add(
                            "GW-211",
                            at,
                            table.name()
                                    + " has rewrite rules: "
                                    + String.join(", ", table.rules()),
                            "a rule can turn a write into something that no trigger sees",
                            "replace the rules by triggers first");
        }
    }

    /** Another column fits. */
    public static void roomForColumn(Table table, Location at, Draft draft) {
        if (table.attributes() >= MANY_ATTRIBUTES) {
            draft.refusals()
                    .add(
                            "GW-212",
                            at,
                            table.name()
                                    + " has used "
                                    + table.attributes()
                                    + " of PostgreSQL's 1,600 columns",
                            "dropped columns count, and a rolled-back run uses one up",
                            "rewrite the table first");
        }
    }

    /**
     * The user's triggers: none that could change the row after ours, and none fired by surprise.
     */
    public static void userTriggers(Table table, Location at, Draft draft) {
        List<String> later =
                table.triggers().stream()
                        .filter(trigger -> trigger.before() && trigger.perRow())
                        .map(Trigger::name)
                        .filter(
                                name ->
                                        name.compareTo("zzz_godwit") > 0
                                                && !name.startsWith("zzz_godwit"))
                        .toList();
        if (!later.isEmpty()) {
            draft.refusals()
                    .add(
                            "GW-213",
                            at,
                            "triggers of "
                                    + table.name()
                                    + " fire after Godwit's: "
                                    + String.join(", ", later),
                            "they could change the row again; BEFORE triggers fire in the order of their names",
                            "rename them so that they sort before zzz_godwit");
        }
        firing(
                table,
                Trigger::onUpdate,
                "the backfill",
                "every filled row is an UPDATE",
                at,
                draft);
    }

    /** Triggers of the user's own fire only when the plan says so. */
    public static void firing(
            Table table,
            Predicate<Trigger> which,
            String what,
            String because,
            Location at,
            Draft draft) {
        List<String> fired =
                table.triggers().stream()
                        .filter(which)
                        .map(Trigger::name)
                        .filter(name -> !name.startsWith("zzz_godwit"))
                        .toList();
        String words = "triggers of " + table.name() + ": " + String.join(", ", fired);
        if (!fired.isEmpty() && !draft.plan().backfill().firesUserTriggers()) {
            draft.refusals()
                    .add(
                            "GW-214",
                            at,
                            what + " would fire " + words,
                            because,
                            "say backfill: { fire_user_triggers: true }, or guard them by application_name like 'godwit%'");
        } else if (!fired.isEmpty()) {
            draft.notice(
                    "GW-215",
                    at,
                    what + " fires " + words,
                    "nothing to do: the plan says fire_user_triggers");
        }
    }
}
