package dev.godwit.plan.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.Compilation;
import dev.godwit.plan.MigrationsReader;
import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.spec.MigrationsFile;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.ScriptWork;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Step;
import dev.godwit.plan.step.Work;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SqlCompilerTest {

    private static Compilation compile(String keys, String... files) {
        MigrationsReader.Read read =
                MigrationsReader.read("plan.yaml", "kind: sql\nproject: shop\n" + keys);
        assertThat(read.problems()).isEmpty();
        MigrationsFile file = Objects.requireNonNull(read.plan());
        Map<String, String> texts = new TreeMap<>();
        for (int i = 0; i < files.length; i++) {
            texts.put((i + 1) + "_m.sql", files[i]);
        }
        SqlFolder.Read folder = SqlFolder.read("db", texts);
        assertThat(folder.problems()).isEmpty();
        return SqlCompiler.compile(
                file,
                SqlCompiler.DEFAULT_HISTORY,
                "sql-2_m",
                "public",
                List.of(),
                List.of(),
                folder.migrations(),
                Map.of());
    }

    @Test
    void isAStepForEachMigrationWithItsWayBack() {
        Compilation compiled =
                compile(
                        "verify:\n  - { name: none, sql: select 1 where false }\n",
                        "create table t (id int primary key, a text);\n-- down\ndrop table t;",
                        "alter table t drop column a;\n-- down\nalter table t add a text;");
        assertThat(compiled.refusals()).isEmpty();
        assertThat(compiled.steps())
                .extracting(Step::summary)
                .containsExactly("apply 1_m", "apply 2_m, keeping column a of t", "check: none");
        assertThat(compiled.steps())
                .extracting(Step::stage)
                .containsExactly(Stage.APPLY, Stage.APPLY, Stage.VERIFY);
        Step second = compiled.steps().get(1);
        ScriptWork.Script script = (ScriptWork.Script) second.work();
        ScriptWork.Unscript back = (ScriptWork.Unscript) second.undo().getFirst();
        assertThat(script.version()).isEqualTo("2");
        assertThat(back.statements()).containsExactly("alter table t add a text");
        assertThat(back.saves()).isEqualTo(script.saves()).hasSize(1);
        assertThat(second.losses()).isEmpty();
    }

    @Test
    void refusesWhatCannotBeTakenBackUnlessItIsAccepted() {
        Compilation compiled =
                compile("", "create table t (a int)", "do $$ begin end $$;\n-- down\n");
        assertThat(compiled.refusals())
                .extracting(Problem::what)
                .containsExactly(
                        "1_m cannot be taken back in full", "2_m cannot be taken back in full");
        assertThat(compiled.refusals().getFirst().next()).contains("irreversible: [1_m]");
        Compilation accepted =
                compile(
                        "irreversible: [1_m, 2_m]\n",
                        "create table t (a int)",
                        "do $$ begin end $$");
        assertThat(accepted.refusals()).isEmpty();
        assertThat(accepted.steps())
                .extracting(Step::losses)
                .allSatisfy(losses -> assertThat(losses).isNotEmpty());
    }

    @Test
    void needsNoWayBackWhereTheSavedRowsAreIt() {
        assertThat(compile("", "update t set a = 1; delete from u").refusals()).isEmpty();
        assertThat(compile("", "update t set a = 1; insert into u values (1)").refusals())
                .hasSize(1);
    }

    @Test
    void keepsNothingWhenThePlanSaysSoAndThenCallsItALoss() {
        Compilation compiled =
                compile(
                        "snapshot: none\nirreversible: [1_m]\n",
                        "drop table t;\n-- down\ncreate table t ()");
        assertThat(((ScriptWork.Script) compiled.steps().getFirst().work()).saves()).isEmpty();
        assertThat(compiled.steps().getFirst().losses()).containsExactly("table t (1_m)");
    }

    @Test
    void buildsAnIndexByTheProtocolForIndexes() {
        Compilation compiled =
                compile(
                        "",
                        "create unique index concurrently i on t (a, \"B\") where a > 0;\n-- down\ndrop index i",
                        "drop index concurrently shop.j;\n-- down\ncreate index j on shop.u using hash (c)");
        assertThat(compiled.refusals()).isEmpty();
        assertThat(compiled.steps())
                .extracting(Step::summary)
                .containsExactly(
                        "1_m: build index i on t",
                        "apply 1_m",
                        "2_m: drop index shop.j",
                        "apply 2_m");
        Work.BuildIndex build = (Work.BuildIndex) compiled.steps().getFirst().work();
        assertThat(build.create())
                .isEqualTo(
                        "create unique index concurrently \"%s\" on \"public\".\"t\" (a, \"B\") where a > 0"
                                .formatted(build.reserved()));
        assertThat(build.name()).isEqualTo("i");
        assertThat(compiled.steps().get(2).work())
                .isEqualTo(new Work.DropIndex(new QualifiedName("shop", "j")));
        Work.BuildIndex again = (Work.BuildIndex) compiled.steps().get(2).undo().getFirst();
        assertThat(again.create()).endsWith("on \"shop\".\"u\" using hash (c)");
    }

    @Test
    void refusesWhatCannotRunInATransaction() {
        Compilation compiled =
                compile(
                        "irreversible: [1_m, 2_m]",
                        "create index concurrently i on t (a); create table u ()",
                        "vacuum t");
        assertThat(compiled.refusals()).extracting(Problem::code).containsOnly("GW-711").hasSize(2);
    }

    @Test
    void refusesAKindThatIsNone() {
        assertThat(MigrationsReader.read("p.yaml", "kind: upgrade\nproject: x\n").problems())
                .singleElement()
                .extracting(Problem::code)
                .isEqualTo("GW-113");
    }
}
