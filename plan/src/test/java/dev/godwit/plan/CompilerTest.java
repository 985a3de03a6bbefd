package dev.godwit.plan;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.schema.Column;
import dev.godwit.plan.schema.Index;
import dev.godwit.plan.schema.LiveSchema;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.spec.GateSpec;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.LockMode;
import dev.godwit.plan.step.Step;
import dev.godwit.plan.step.Work;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompilerTest {

    private static final QualifiedName USERS = new QualifiedName("public", "users");

    @Test
    void addColumnWithUpIsAddedSyncedGuardedFilledComparedValidatedAndReleased() {
        Compilation compiled =
                compile(
                        """
                        operations:
                          - create_index: { table: users, name: users_full_name_idx, columns: { last_name: {} } }
                          - add_column: { table: users, column: { name: full_name, type: text }, up: first_name || last_name }
                        """);
        assertThat(compiled.rejections()).isEmpty();
        assertThat(compiled.refusals()).isEmpty();
        assertThat(
                        compiled.steps().stream()
                                .map(
                                        step ->
                                                step.number()
                                                        + " "
                                                        + step.stage()
                                                        + " "
                                                        + step.summary()))
                .containsExactly(
                        "1 APPLY add column users.full_name (text)",
                        "2 APPLY keep users.full_name in sync for every writer",
                        "3 APPLY refuse new NULLs in users.full_name",
                        "4 BACKFILL fill users.full_name",
                        "5 VERIFY compare every row of users.full_name",
                        "6 CONSTRAIN build index users_full_name_idx on users",
                        "7 CONSTRAIN validate that users.full_name holds no NULL",
                        "8 CONSTRAIN make users.full_name NOT NULL",
                        "9 CONTRACT stop keeping users.full_name in sync");
        assertThat(compiled.gates())
                .containsExactly(java.util.Map.entry("before_contract", GateSpec.APPROVAL));
        assertThat(compiled.trials()).hasSize(1);
        Work.Fill fill = (Work.Fill) compiled.steps().get(3).work();
        assertThat(fill.predicate())
                .isEqualTo("\"full_name\" is distinct from (first_name || last_name\n)::text");
        assertThat(fill.key()).containsExactly(new Work.KeyColumn("id", "bigint"));
        Work.Prove prove = (Work.Prove) compiled.steps().get(4).work();
        String create = String.join("\n", ((Work.Ddl) compiled.steps().get(1).work()).statements());
        assertThat(create)
                .contains("enable always trigger")
                .contains(requireNonNull(prove.trigger()).name());
        assertThat(prove.trigger().body())
                .contains("new.\"first_name\" || new.\"last_name\"")
                .contains("GW001");
        assertThat(((Work.Ddl) compiled.steps().get(6).work()).scans()).isTrue();
        assertThat(((Work.Ddl) compiled.steps().get(6).work()).lock())
                .isEqualTo(LockMode.SHARE_UPDATE_EXCLUSIVE);
    }

    @Test
    void everythingThatChangesTheTableHasAnUndoAndTheSameTextGivesTheSameSteps() {
        String plan =
                "operations: [ { add_column: { table: users, column: { name: n, type: int, check: { name: positive, constraint: n > 0 } }, up: length(first_name) } } ]";
        List<Step> steps = compile(plan).steps();
        assertThat(steps).isEqualTo(compile(plan).steps());
        assertThat(steps.stream().filter(step -> step.stage() == dev.godwit.plan.step.Stage.APPLY))
                .allSatisfy(step -> assertThat(step.undo()).isNotEmpty());
    }

    @Test
    void alterColumnRemembersWhatItFilledAndMakesItNullAgainAfterTheTriggerIsGone() {
        Compilation compiled =
                compile(
                        "operations: [ { alter_column: { table: users, column: nick, nullable: false, up: first_name } } ]");
        Step trigger = compiled.steps().getFirst();
        assertThat(trigger.undo()).hasSize(2);
        assertThat(trigger.undo().get(1)).isInstanceOf(Work.RestoreNulls.class);
        assertThat(trigger.losses()).isNotEmpty();
        assertThat(
                        compiled.steps().stream()
                                .filter(step -> step.work() instanceof Work.Fill)
                                .map(step -> ((Work.Fill) step.work()).saved()))
                .allMatch(saved -> saved != null && saved.startsWith("_godwit_"));
    }

    @Test
    void aConstantDefaultNeedsNoBackfill() {
        Compilation compiled =
                compile(
                        "operations: [ { add_column: { table: users, column: { name: plan, type: text, default: \"'free'\" } } } ]");
        assertThat(compiled.steps()).hasSize(1);
        assertThat(((Work.Ddl) compiled.steps().getFirst().work()).statements())
                .containsExactly(
                        "alter table \"public\".\"users\" add column \"plan\" text default 'free' not null");
        assertThat(compiled.gates()).isEmpty();
    }

    @Test
    void dropIndexIsTheLastThingAndIsBuiltAgainByUndo() {
        Step step =
                compile("operations: [ { drop_index: { name: users_last_idx } } ]")
                        .steps()
                        .getFirst();
        assertThat(step.stage()).isEqualTo(dev.godwit.plan.step.Stage.CONTRACT);
        assertThat(((Work.BuildIndex) step.undo().getFirst()).create())
                .startsWith("CREATE INDEX CONCURRENTLY \"_godwit_")
                .endsWith(" ON public.users USING btree (last_name)");
    }

    @Test
    void whatDoesNotFitTheSchemaIsRejectedAllAtOnce() {
        Compilation compiled =
                compile(
                        """
                        operations:
                          - add_column: { table: user, column: { name: a, type: text }, up: first_name }
                          - add_column: { table: users, column: { name: first_name, type: text, nullable: true } }
                          - add_column: { table: users, column: { name: b, type: text } }
                          - add_column: { table: users, column: { name: c, type: text }, up: frist_name }
                          - add_column: { table: users, column: { name: d, type: text }, up: shout }
                          - alter_column: { table: users, column: first_name, nullable: false, up: "'x'" }
                          - create_index: { table: users, name: users_last_idx, columns: { nope: {} } }
                          - drop_index: { name: users_pkey }
                          - drop_index: { name: users_lost_idx }
                        """);
        assertThat(compiled.rejections())
                .extracting(Problem::code)
                .containsExactly(
                        "GW-201", "GW-203", "GW-204", "GW-202", "GW-208", "GW-205", "GW-206",
                        "GW-202", "GW-216", "GW-209");
        assertThat(compiled.rejections().get(3).next()).isEqualTo("did you mean \"first_name\"?");
    }

    @Test
    void triggersThatWouldFireOrComeLaterAreRefused() {
        Table table =
                table(
                        List.of(
                                new Table.Trigger("zzzz_last", true, true, true, true, false),
                                new Table.Trigger("audit", false, true, false, true, false)),
                        Table.Kind.ORDINARY);
        Compilation compiled =
                compile(
                        "operations: [ { add_column: { table: users, column: { name: a, type: text }, up: first_name } } ]",
                        table);
        assertThat(compiled.refusals())
                .extracting(Problem::code)
                .containsExactly("GW-213", "GW-214");
        assertThat(
                        compile(
                                        "operations: [ { add_column: { table: users, column: { name: a, type: text, nullable: true } } } ]",
                                        table(List.of(), Table.Kind.PARTITIONED))
                                .refusals())
                .extracting(Problem::code)
                .containsExactly("GW-210");
    }

    private static Compilation compile(String plan) {
        return compile(plan, table(List.of(), Table.Kind.ORDINARY));
    }

    private static Compilation compile(String plan, Table table) {
        Reading reading = PlanReader.read("plan.yaml", plan);
        assertThat(reading.problems()).isEmpty();
        LiveSchema schema =
                new LiveSchema(
                        180_006,
                        List.of(table),
                        List.of(USERS),
                        List.of(
                                USERS,
                                new QualifiedName("public", "users_pkey"),
                                new QualifiedName("public", "users_last_idx")));
        return Compiler.compile(requireNonNull(reading.plan()), schema);
    }

    private static Table table(List<Table.Trigger> triggers, Table.Kind kind) {
        return new Table(
                USERS,
                1234,
                kind,
                List.of(
                        column("id", "bigint", true, false),
                        column("first_name", "text", true, false),
                        column("last_name", "text", true, false),
                        column("nick", "text", false, false),
                        column("shout", "text", false, true)),
                List.of(
                        new Index(
                                "users_pkey",
                                true,
                                true,
                                true,
                                false,
                                List.of("id"),
                                "CREATE UNIQUE INDEX users_pkey ON public.users USING btree (id)",
                                "users_pkey",
                                List.of("id")),
                        new Index(
                                "users_last_idx",
                                false,
                                false,
                                true,
                                false,
                                List.of("last_name"),
                                "CREATE INDEX users_last_idx ON public.users USING btree (last_name)",
                                "",
                                List.of("last_name"))),
                List.of(),
                triggers,
                List.of(),
                5,
                100,
                8192,
                false,
                false,
                "DEFAULT",
                "",
                List.of());
    }

    private static Column column(String name, String type, boolean notNull, boolean generated) {
        return new Column(name, type, notNull, generated, false, "", "", Column.Details.NONE);
    }
}
