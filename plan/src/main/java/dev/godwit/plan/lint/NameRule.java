package dev.godwit.plan.lint;

import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.reading.Problems;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.Names;
import dev.godwit.plan.sql.QualifiedName;
import java.nio.charset.StandardCharsets;

/** Names: not too long, well formed, not taken. PostgreSQL cuts a long name without a word. */
public final class NameRule {

    private NameRule() {}

    /** A relation's name as a plan writes it. */
    public static void relation(String text, Location at, Problems problems) {
        Names.relation(text)
                .ifPresentOrElse(
                        name -> {
                            name(name.schema(), at, problems);
                            name(name.name(), at, problems);
                        },
                        () ->
                                problems.add(
                                        "GW-114",
                                        at,
                                        "\"" + text + "\" is not a table's name",
                                        "",
                                        "write name, schema.name or \"Quoted.Name\""));
    }

    /** A single name. */
    public static void name(String name, Location at, Problems problems) {
        if (name.getBytes(StandardCharsets.UTF_8).length > Identifier.MAX_BYTES) {
            problems.add(
                    "GW-115",
                    at,
                    "the name " + name + " is longer than 63 bytes",
                    "PostgreSQL would cut it without a word",
                    "shorten it");
        }
        if (name.indexOf('\0') >= 0) {
            problems.add("GW-115", at, "a name holds a NUL character", "", "remove it");
        }
    }

    /** A new relation's name must be free. */
    public static void free(QualifiedName name, Location at, Draft draft) {
        if (draft.taken(name)) {
            draft.rejections()
                    .add(
                            "GW-206",
                            at,
                            "there is already a relation " + name,
                            "",
                            "choose another name, or remove this operation");
        }
        draft.taking(name);
    }

    /** A new constraint's name must be free on its table. */
    public static void freeConstraint(String name, Table table, Location at, Draft draft) {
        if (table.constraint(name).isPresent()) {
            draft.rejections()
                    .add(
                            "GW-222",
                            at,
                            table.name() + " already has a constraint " + name,
                            "",
                            "choose another name, or remove this operation");
        }
    }
}
