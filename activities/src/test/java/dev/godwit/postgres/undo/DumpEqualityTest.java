package dev.godwit.postgres.undo;

import static dev.godwit.postgres.TestPostgres.step;
import static dev.godwit.postgres.session.Attempt.UNATTENDED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.LockMode;
import dev.godwit.plan.step.Step;
import dev.godwit.plan.step.Work;
import dev.godwit.postgres.SchemaDump;
import dev.godwit.postgres.TestPostgres;
import dev.godwit.postgres.ddl.StepRunner;
import dev.godwit.postgres.fill.SavedRows;
import dev.godwit.postgres.state.StoredStep;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DumpEqualityTest {

    private static final QualifiedName T = new QualifiedName("public", "t");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Step[] STEPS = {
        step(
                1,
                ddl("alter table public.t add column c text"),
                ddl("alter table public.t drop column if exists c")),
        step(
                2,
                ddl(
                        "create function godwit.sync() returns trigger language plpgsql as 'begin return new; end'",
                        "create trigger zzz_godwit_t before insert or update on public.t for each row execute function godwit.sync()",
                        "alter table public.t enable always trigger zzz_godwit_t"),
                ddl(
                        "drop trigger if exists zzz_godwit_t on public.t",
                        "drop function if exists godwit.sync()")),
        step(
                3,
                ddl("alter table public.t add constraint c_there check (c is not null) not valid"),
                ddl("alter table public.t drop constraint if exists c_there")),
        step(4, build("_godwit_4_idx", "t_c_idx", "c"), drop("_godwit_4_idx"), drop("t_c_idx")),
        step(
                5,
                new Work.RunSql(
                        List.of("create table extra (id int)", "comment on table t is 'x'")),
                new Work.RunSql(List.of("drop table extra", "comment on table t is null"))),
        step(6, drop("old_idx"), build("_godwit_6_idx", "old_idx", "a"))
    };

    @BeforeAll
    static void pgDumpIsThere() {
        SchemaDump.needed();
    }

    private static Work.Ddl ddl(String... statements) {
        return new Work.Ddl(List.of(T), LockMode.ACCESS_EXCLUSIVE, List.of(statements), false);
    }

    private static Work.DropIndex drop(String index) {
        return new Work.DropIndex(new QualifiedName("public", index));
    }

    private static Work.BuildIndex build(String reserved, String name, String column) {
        String create = "create index concurrently \"%s\" on public.t (%s)";
        return new Work.BuildIndex(
                T, reserved, name, create.formatted(reserved, column), false, List.of(), null);
    }

    @Test
    void leavesTheSchemaAsItWasWhereverARunIsTakenBack() throws Exception {
        for (int steps = 1; steps <= STEPS.length; steps++) {
            try (TestPostgres target = TestPostgres.open()) {
                target.sql(
                        "create table t (id bigint primary key, a text)",
                        "create index old_idx on t (a)",
                        "insert into t values (1, 'a')");
                String before = SchemaDump.of(target);
                long run = target.run(List.of(T), STEPS);
                for (int step = 1; step <= steps; step++) {
                    new StepRunner(target.database()).run(run, step, PATIENCE, UNATTENDED);
                }
                assertThat(SchemaDump.of(target)).isNotEqualTo(before);
                UndoRunner undo =
                        new UndoRunner(
                                target.database(), new SavedRows(target.database())::restore);
                String plan = target.runOf(run).plan();
                for (StoredStep stored : undo.plan(plan, "tester", "").orElseThrow().steps()) {
                    undo.undo(run, stored.step().number(), PATIENCE, UNATTENDED);
                }
                assertThat(SchemaDump.of(target)).as("after %d steps", steps).isEqualTo(before);
                assertThat(target.text("select a from t")).isEqualTo("a");
            }
        }
    }
}
