package dev.godwit.plan.operation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.Compilation;
import dev.godwit.plan.Compiler;
import dev.godwit.plan.PlanReader;
import dev.godwit.plan.Reading;
import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.schema.Column;
import dev.godwit.plan.schema.Index;
import dev.godwit.plan.schema.LiveSchema;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.sql.QualifiedName;
import java.util.ArrayList;
import java.util.List;

/** A table {@code users} that a plan is compiled against. */
public final class MadeUp {

    private static final QualifiedName USERS = new QualifiedName("public", "users");

    private final List<Index> indexes = new ArrayList<>();
    private final List<Table.Trigger> triggers = new ArrayList<>();
    private final List<Table.Dependent> dependents = new ArrayList<>();
    private long bytes = 8192;

    /** With a primary key. */
    public static MadeUp users() {
        MadeUp made = keyless();
        made.indexes.add(
                new Index(
                        "users_pkey",
                        true,
                        true,
                        true,
                        false,
                        List.of("id"),
                        "CREATE UNIQUE INDEX users_pkey ON public.users USING btree (id)",
                        "users_pkey",
                        List.of("id")));
        return made;
    }

    /** Without a key. */
    public static MadeUp keyless() {
        return new MadeUp();
    }

    /** With a foreign key that points to it. */
    public MadeUp pointedTo(String onDelete) {
        QualifiedName items = new QualifiedName("public", "items");
        dependents.add(
                new Table.Dependent(
                        items, "items_fk", "foreign key items_fk of public.items", onDelete));
        return this;
    }

    /** With triggers of the user's own, all of which fire on DELETE and UPDATE. */
    public MadeUp firing(String... names) {
        for (String name : names) {
            triggers.add(new Table.Trigger(name, false, true, false, true, true));
        }
        return this;
    }

    /** Of that size. */
    public MadeUp bytes(long size) {
        bytes = size;
        return this;
    }

    /** Compiles a plan whose text is right. */
    public Compilation compile(String plan) {
        Reading reading = PlanReader.read("plan.yaml", plan);
        assertThat(reading.problems()).isEmpty();
        LiveSchema schema =
                new LiveSchema(180_006, List.of(table()), List.of(USERS), List.of(USERS));
        return Compiler.compile(requireNonNull(reading.plan()), schema);
    }

    /** The codes of what is wrong with a plan's text. */
    public static List<String> wrong(String plan) {
        return PlanReader.read("plan.yaml", plan).problems().stream().map(Problem::code).toList();
    }

    private Table table() {
        return new Table(
                USERS,
                1234,
                Table.Kind.ORDINARY,
                List.of(
                        column("id", "bigint", true, false),
                        column("first_name", "text", true, false),
                        column("last_name", "text", true, false),
                        column("nick", "text", false, false),
                        column("data", "json", false, false),
                        column("shout", "text", false, true)),
                indexes,
                List.of(),
                triggers,
                List.of(),
                6,
                100,
                bytes,
                false,
                false,
                "DEFAULT",
                "",
                dependents);
    }

    private static Column column(String name, String type, boolean notNull, boolean generated) {
        return new Column(name, type, notNull, generated, false, "", "", Column.Details.NONE);
    }
}
