package dev.godwit.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.migration.host.Outside;
import dev.godwit.migration.host.TargetAccess;
import dev.godwit.plan.Plan;
import dev.godwit.plan.spec.MigrationsFile;
import dev.godwit.plan.spec.PlanKind;
import dev.godwit.postgres.TestPostgres;
import dev.godwit.postgres.preflight.Preflight;
import dev.godwit.postgres.preflight.Request;
import dev.godwit.postgres.script.source.ScriptFolders;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.state.StateSchema;
import dev.godwit.workflow.Contract;
import dev.godwit.workflow.message.Finding;
import dev.godwit.workflow.preview.PreviewActivities;
import dev.godwit.workflow.preview.PreviewInput;
import dev.godwit.workflow.preview.PreviewReport;
import dev.godwit.workflow.preview.PreviewReport.PreviewLock;
import dev.godwit.workflow.preview.PreviewReport.Verdict;
import dev.godwit.workflow.preview.PreviewStep;
import dev.godwit.workflow.preview.PreviewStep.PreviewRows;
import io.temporal.testing.TestActivityEnvironment;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** As a starter gets it, through Temporal's payloads. */
class PreviewTest {

    private static final String PLAN =
            """
            migration: full-name
            operations:
              - add_column:
                  table: users
                  column: { name: full_name, type: text, nullable: false }
                  up: first_name || ' ' || last_name
              - create_index: { table: users, name: users_full_name_idx, columns: { full_name: {} } }
              - sql: { up: "create table noted (id int); create index on users (last_name)", down: "drop table noted" }
            gates: { before_backfill: { sql: "select true", timeout: 2h } }
            backfill: { lanes: 2, max_rows_per_second: 5000, fire_user_triggers: true }
            hold: 24h
            """;

    /** With who wrote each row: what was written and written back would be seen, too. */
    private static final String ALL =
            """
            select md5(string_agg(line, E'\\n' order by line)) from (
              select format('class %s %s %s %s %s', oid, xmin, relname, relnatts, relhastriggers) as line from pg_class
              union all select format('attribute %s %s %s', attrelid, attname, xmin) from pg_attribute
              union all select format('schema %s %s', nspname, xmin) from pg_namespace
              union all select format('function %s %s', proname, xmin) from pg_proc
              union all select format('trigger %s %s', tgname, xmin) from pg_trigger
              union all select format('constraint %s %s', conname, xmin) from pg_constraint
              union all select format('user %s %s %s', id, first_name, xmin) from users) lines
            """;

    private static final ScriptFolders FOLDERS =
            new ScriptFolders() {
                @Override
                public Files read(MigrationsFile file, Attempt attempt) {
                    return new Files(
                            "db",
                            PlanKind.SQL,
                            Map.of(
                                    "0001_notes.sql",
                                    "create table notes (id int);\n-- down\ndrop table notes;\n"),
                            Map.of(),
                            List.of());
                }

                @Override
                public <T> T django(
                        String project, @Nullable String path, Attempt attempt, DjangoUse<T> use) {
                    throw new IllegalStateException("nothing of Django is here");
                }
            };

    private final TestActivityEnvironment environment = TestActivityEnvironment.newInstance();
    private TestPostgres target;

    @BeforeEach
    void createTable() throws SQLException {
        target = TestPostgres.empty();
        target.sql(
                "create table users (id int primary key, first_name text, last_name text)",
                "insert into users select i, 'f', 'l' from generate_series(1, 40000) i",
                "vacuum analyze users");
        TargetAccess access = new TargetAccess(target.database(), new StateSchema(target.direct()));
        environment.registerActivitiesImplementations(
                new PostgresPreview(name -> access, Outside.NOTHING, FOLDERS));
    }

    @AfterEach
    void close() {
        environment.close();
        target.close();
    }

    @Test
    void tellsEachStepWithItsLockItsRowsAndItsWayBackAndChangesNothing() throws SQLException {
        String before = target.text(ALL);

        PreviewReport report = look(PLAN, true);

        assertThat(report.verdict()).isEqualTo(Verdict.READY);
        assertThat(target.text(ALL)).isEqualTo(before);
        assertThat(target.text("select to_regnamespace('godwit')")).isEqualTo("null");
        assertThat(report.steps())
                .extracting(PreviewStep::phase)
                .containsSubsequence("apply", "backfill", "verify", "constrain", "contract");
        PreviewStep add = report.steps().getFirst();
        assertThat(add.work().lock()).isEqualTo("ACCESS EXCLUSIVE");
        assertThat(add.work().tables()).containsExactly("users");
        assertThat(add.work().statements())
                .containsExactly("alter table \"public\".\"users\" add column \"full_name\" text");
        assertThat(add.undo().getFirst().statements())
                .containsExactly(
                        "alter table \"public\".\"users\" drop column if exists \"full_name\"");
        assertThat(add.losses())
                .containsExactly("values written to users.full_name are lost with the column");
        assertThat(report.gates())
                .extracting(gate -> gate.before() + ": " + gate.words())
                .containsExactly(
                        "backfill: the query of the plan answers true, within 2h",
                        "contract: a person says godwit approve");
        assertThat(Objects.requireNonNull(report.terms()).hold()).isEqualTo("1d");
        assertThat(report.locks()).extracting(PreviewLock::mode).startsWith("ACCESS EXCLUSIVE");
        assertThat(report.tables()).hasSize(1);
        assertThat(report.tables().getFirst().rows()).isEqualTo(40_000);
        assertThat(report.tables().getFirst().bytes()).isGreaterThan(1_000_000);
    }

    @Test
    void tellsHowRowsAreDividedInTheWordsOfTheLedgerAndWhy() throws SQLException {
        PreviewStep fill = fill(look(PLAN, true));
        PreviewRows rows = Objects.requireNonNull(fill.rows());

        assertThat(rows.manner())
                .startsWith("by blocks, in 4 passes over 16 MB each: of ")
                .endsWith(" rows a page, most stay on their page");
        assertThat(rows.because()).startsWith("the default: blocks need no key");
        assertThat(rows.lanes()).isEqualTo(2);
        assertThat(rows.maxRowsPerSecond()).isEqualTo(5_000);
        assertThat(fill.work().statements().getFirst())
                .contains("ctid >= :from and ctid < :to and case when hashtid(ctid) & 3 = :pass");

        PreviewStep byKey =
                fill(look(PLAN.replace("{ lanes: 2", "{ strategy: keys, lanes: 2"), true));
        PreviewRows keyed = Objects.requireNonNull(byKey.rows());
        assertThat(keyed.manner()).isEqualTo("by ranges of the key");
        assertThat(keyed.because()).isEqualTo("the plan says strategy: keys");
        assertThat(byKey.work().statements().getFirst())
                .contains("where \"id\" > :from and \"id\" <= :to");

        target.sql("alter table users set (fillfactor = 50)");
        assertThat(Objects.requireNonNull(fill(look(PLAN, true)).rows()).manner())
                .isEqualTo("by blocks: fillfactor 50 leaves room on each page");
    }

    @Test
    void leavesStatementsOutUnlessTheyAreAskedFor() {
        PreviewReport report = look(PLAN, false);

        assertThat(report.steps())
                .allSatisfy(
                        step -> {
                            assertThat(step.work().statements()).isEmpty();
                            assertThat(step.undo())
                                    .allSatisfy(undo -> assertThat(undo.statements()).isEmpty());
                        });
        assertThat(report.gates().getFirst().sql()).isEmpty();
    }

    @Test
    void saysWhatOfTheUsersOwnSqlIsNotInBatches() {
        assertThat(look(PLAN, false).steps())
                .filteredOn(step -> step.operation().equals("sql"))
                .singleElement()
                .satisfies(
                        step -> {
                            assertThat(step.work().note()).endsWith("CREATE INDEX on users");
                            assertThat(step.undo()).hasSize(1);
                        });
    }

    @Test
    void refusesWhatStartRefusesAllAtOnce() throws SQLException {
        String before = target.text(ALL);

        PreviewReport report =
                look(
                        """
                        migration: full-name
                        operations:
                          - drop_column: { table: users, column: nope }
                          - create_index: { table: nowhere, name: x, columns: { a: {} } }
                        """,
                        false);

        assertThat(report.verdict()).isEqualTo(Verdict.REJECTED);
        assertThat(report.problems()).extracting(Finding::code).containsExactly("GW-202", "GW-201");
        assertThat(report.steps()).isEmpty();

        PreviewReport refused =
                look(PLAN.replace("first_name || ' ' || last_name", "(1 / (id - 1))::text"), false);
        assertThat(refused.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(refused.problems()).extracting(Finding::code).containsExactly("GW-260");
        assertThat(target.text(ALL)).isEqualTo(before);
    }

    @Test
    void readsBesideAnotherRunOnTheTableAndSaysSo() throws SQLException {
        start(PLAN.replace("migration: full-name", "migration: other"), "other");
        String before = target.text(ALL);
        String runs = target.text("select count(*) from godwit.run");

        PreviewReport report = look(PLAN, false);

        assertThat(report.verdict()).isEqualTo(Verdict.READY);
        assertThat(report.notices()).extracting(Finding::code).contains("GW-258");
        assertThat(target.text(ALL)).isEqualTo(before);
        assertThat(target.text("select count(*) from godwit.run")).isEqualTo(runs);
    }

    @Test
    void showsTheStoredStepsOfItsOwnRunAndNothingOfOneThatIsDone() throws SQLException {
        start(PLAN, "full-name");

        PreviewReport report = look(PLAN, false);

        assertThat(report.verdict()).isEqualTo(Verdict.UNDER_WAY);
        assertThat(report.notices()).extracting(Finding::code).contains("GW-264");
        assertThat(report.steps()).hasSameSizeAs(stored());

        assertThat(look(PLAN + "\n# edited\n", false).problems())
                .extracting(Finding::code)
                .containsExactly("GW-264");

        target.sql("update godwit.run set ended_at = now(), phase = 'DONE', outcome = 'DONE'");
        assertThat(look(PLAN, false).verdict()).isEqualTo(Verdict.ALREADY_APPLIED);
        assertThat(look(PLAN + "\n# edited\n", false).problems())
                .extracting(Finding::code)
                .containsExactly("GW-263");
    }

    @Test
    void tellsWhatIsPendingOfAProjectOnATargetThatGodwitHasNeverBeenOn() throws SQLException {
        String before = target.text(ALL);

        PreviewReport report = look("kind: sql\nproject: shop\nmigration: full-name\n", true);

        assertThat(report.verdict()).as(report.problems().toString()).isEqualTo(Verdict.READY);
        assertThat(report.steps())
                .singleElement()
                .satisfies(
                        step -> {
                            assertThat(step.work().statements())
                                    .containsExactly("create table notes (id int)");
                            assertThat(step.undo().getFirst().words())
                                    .isEqualTo("drop table notes");
                        });
        assertThat(target.text(ALL)).isEqualTo(before);
    }

    @Test
    void doesNotUpgradeAnOlderRecord() throws SQLException {
        start(PLAN, "full-name");
        target.sql(
                "delete from godwit.flyway_history where version = '%d'"
                        .formatted(StateSchema.VERSION));

        PreviewReport report = look(PLAN, false);

        assertThat(report.notices()).extracting(Finding::code).contains("GW-288");
        assertThat(
                        target.text(
                                "select max(version::int) from godwit.flyway_history where version ~ '^\\d+$'"))
                .isEqualTo(Integer.toString(StateSchema.VERSION - 1));
    }

    private List<String> stored() throws SQLException {
        return List.of(
                target.text("select string_agg(number::text, ',') from godwit.step").split(","));
    }

    private void start(String plan, String name) throws SQLException {
        new Preflight(target.database(), new StateSchema(target.direct()))
                .run(
                        new Request(
                                "shop/" + name,
                                name,
                                "plan.yaml",
                                plan,
                                Plan.hash(plan),
                                "anna",
                                "workflow-of-" + name),
                        Attempt.UNATTENDED);
    }

    private static PreviewStep fill(PreviewReport report) {
        return report.steps().stream()
                .filter(step -> step.phase().equals("backfill"))
                .findFirst()
                .orElseThrow();
    }

    private PreviewReport look(String plan, boolean statements) {
        return environment
                .newActivityStub(PreviewActivities.class)
                .preview(
                        new PreviewInput(
                                Contract.VERSION,
                                "shop",
                                "shop",
                                "full-name",
                                "plan.yaml",
                                plan,
                                Plan.hash(plan),
                                "anna",
                                statements));
    }
}
