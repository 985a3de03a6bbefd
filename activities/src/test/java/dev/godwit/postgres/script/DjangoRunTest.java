package dev.godwit.postgres.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.plan.spec.PlanKind;
import dev.godwit.postgres.check.Checked;
import dev.godwit.postgres.check.Line;
import dev.godwit.postgres.preflight.Answer;
import dev.godwit.postgres.state.StateSchema;
import dev.godwit.project.django.DjangoShop;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Projects with Django: it applies its migrations itself, and Godwit keeps and gives back. */
class DjangoRunTest {

    @TempDir private Path folder;

    private DjangoShop shop;
    private FolderTarget target;

    @BeforeEach
    void open() throws Exception {
        shop = new DjangoShop(folder, "5.2", "");
        target = new FolderTarget(PlanKind.DJANGO, shop.postgres).django(shop::open);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private String orders() throws SQLException {
        return shop.postgres.text(
                "select string_agg(to_jsonb(o)::text, ';' order by id) from orders_order o");
    }

    @Test
    void appliesOneAfterTheOtherAndGivesBackWhatWasKept() throws Exception {
        target.apply("first", "to: orders.0002_shout");
        assertThat(shop.recorded())
                .endsWith("orders.0002_shout")
                .doesNotContain("orders.0003_no_comment");
        shop.postgres.sql(
                "insert into stock_item (name, price) values ('tea', 1)",
                "insert into orders_order (email, comment, item_id, shout) select 'a' || i, 'c' || i, (select min(id) from stock_item), 'S' from generate_series(1, 50) i");
        String before = orders();
        target.apply("second", "to: orders.0004_by_email");
        assertThat(target.start("third", "to: orders.0004_by_email").verdict())
                .isEqualTo(Answer.Verdict.ALREADY_APPLIED);
        assertThat(shop.postgres.texts("select summary from godwit.step"))
                .anyMatch(summary -> summary.contains("keeping column comment"));
        target.rollback("second");
        assertThat(orders()).isEqualTo(before);
        assertThat(shop.recorded()).endsWith("orders.0002_shout");
    }

    @Test
    void refusesWhatHasNoReverseUnlessItIsAccepted() throws Exception {
        Answer answer = target.start("all", "");
        assertThat(answer.verdict()).isEqualTo(Answer.Verdict.REFUSED);
        assertThat(answer.findings()).extracting("code").containsOnly("GW-710");
        assertThat(answer.findings().getFirst().what()).contains("orders.0005_forget");
        assertThat(target.start("all-2", "irreversible: [orders.0005_forget]").verdict())
                .isEqualTo(Answer.Verdict.READY);
    }

    @Test
    void saysWhichLeavesStandBesideOneAnother() throws Exception {
        shop.migration("0003_left", "", "dependencies = [('stock', '0002_price')]\n");
        shop.migration("0003_right", "", "dependencies = [('stock', '0002_price')]\n");
        assertThat(target.start("all", "").findings()).extracting("code").containsExactly("GW-728");
    }

    @Test
    void aStepThatHasHappenedIsNotRepeated() throws Exception {
        Answer answer = target.start("first", "to: stock.0002_price");
        List<Integer> steps = answer.steps().stream().map(step -> step.number()).toList();
        target.enter(answer.run(), "SNAPSHOT");
        target.enter(answer.run(), "APPLY");
        target.run(answer.run(), steps.getFirst());
        // As if the worker had been killed after Django's commit.
        shop.postgres.sql(
                "update godwit.step set state = 'started', done_at = null where number = 1");
        target.run(answer.run(), steps.getFirst());
        assertThat(shop.recorded()).containsOnlyOnce("stock.0001_initial");
        target.rollback("first");
        assertThat(shop.recorded()).isEmpty();
    }

    /** Of a role that is called like Godwit's schema, the default path begins with it. */
    @Test
    void nothingOfTheProjectIsMadeInGodwitsOwnSchema() throws Exception {
        shop.postgres.sql(
                "do $$ begin if to_regrole('godwit') is null then create role godwit login; end if; end $$",
                "grant all on schema public to godwit",
                "do $$ begin execute format('grant all on database %I to godwit', current_database()); end $$");
        new StateSchema(shop.postgres.direct()).upgrade();
        shop.postgres.sql(
                "grant all on schema godwit to godwit",
                "grant all on all tables in schema godwit to godwit",
                "grant all on all sequences in schema godwit to godwit");
        target.actAs("godwit");
        target.apply("first", "to: stock.0001_initial");
        assertThat(
                        shop.postgres.texts(
                                "select schemaname from pg_tables where tablename in ('django_migrations', 'stock_item')"))
                .containsOnly("public");
    }

    @Test
    @Tag("slow")
    void isTriedForthAndBackInADatabaseOfItsOwn() throws Exception {
        target.apply("first", "to: orders.0002_shout");
        shop.write(
                "apps/orders/migrations/0003_no_comment.py",
                shop.read("apps/orders/migrations/0003_no_comment.py")
                        .replace("\"update orders_order set shout = rtrim(shout, '%')\"", "\"\""));
        Checked checked = target.trying("postgres").check("to: orders.0004_by_email");
        assertThat(checked.lines())
                .extracting(Line::subject)
                .containsExactly(
                        "against shop", "models", "orders.0003_no_comment", "orders.0004_by_email");
        assertThat(checked.lines().get(2).verdict())
                .as(checked.toString())
                .isEqualTo(Line.Verdict.PASSED);
        assertThat(shop.recorded()).endsWith("orders.0002_shout");
    }

    @Test
    void anAttemptThatNobodyWantsAnyMoreCommitsNothing() throws Exception {
        target.apply("first", "to: stock.0002_price");
        shop.migration(
                "0003_meanwhile",
                "def meanwhile(apps, editor):\n    editor.execute(\"update godwit.run set phase = 'ROLLING_BACK'\")",
                "dependencies = [('stock', '0002_price')]\n"
                        + "operations = [migrations.RunPython(meanwhile, migrations.RunPython.noop)]\n");
        assertThatThrownBy(() -> target.apply("second", "to: stock.0003_meanwhile"))
                .hasRootCauseMessage("division by zero");
        assertThat(shop.recorded()).endsWith("stock.0002_price");
        assertThat(target.applied()).doesNotContain("stock.0003_meanwhile");
    }

    @Test
    void whatHasChangedSinceItWasLookedAtIsNotRun() throws Exception {
        Answer answer = target.start("first", "to: stock.0001_initial");
        target.enter(answer.run(), "SNAPSHOT");
        target.enter(answer.run(), "APPLY");
        String file = "apps/stock/migrations/0001_initial.py";
        shop.write(file, shop.read(file) + "\n");
        int step = answer.steps().getLast().number();
        assertThatThrownBy(() -> target.run(answer.run(), step)).hasMessageContaining("GW-723");
        assertThat(
                        shop.postgres.number(
                                "select count(*) from pg_class where relname = 'stock_item'"))
                .isZero();
    }

    @Test
    void recordsAnEditedOneAndEndsTheRecordOfOneThatIsGone() throws Exception {
        target.apply("first", "to: stock.0002_price");
        String file = "apps/stock/migrations/0001_initial.py";
        shop.write(file, shop.read(file) + "# the first one\n");
        shop.postgres.sql(
                "insert into django_migrations (app, name, applied) values ('stock', '0000_before', now())");
        assertThat(target.start("two", "to: stock.0002_price").findings())
                .extracting("code")
                .containsExactly("GW-720");
        target.apply(
                "two",
                "to: stock.0002_price\nresolve: { edited: [stock.0001_initial], forgotten: [stock.0000_before] }");
        assertThat(shop.recorded()).doesNotContain("stock.0000_before");
        assertThat(target.start("three", "to: stock.0002_price").verdict())
                .isEqualTo(Answer.Verdict.ALREADY_APPLIED);
        target.rollback("two");
        assertThat(shop.recorded()).contains("stock.0000_before", "stock.0001_initial");
        assertThat(target.start("four", "to: stock.0002_price").findings())
                .extracting("code")
                .containsExactly("GW-720");
    }

    @Test
    void recordsABaseline() throws Exception {
        target.apply("first", "baseline: orders.0004_by_email\nto: orders.0004_by_email");
        assertThat(shop.recorded())
                .contains("orders.0004_by_email", "stock.0002_price")
                .doesNotContain("orders.0005_forget");
        assertThat(
                        shop.postgres.number(
                                "select count(*) from pg_class where relname = 'orders_order'"))
                .isZero();
        assertThat(shop.open().look(shop.login("default")).plan()).contains("orders.0005_forget");
    }
}
