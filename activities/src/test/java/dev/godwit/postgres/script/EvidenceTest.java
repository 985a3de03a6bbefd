package dev.godwit.postgres.script;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.godwit.checklist.PostgresChecklist;
import dev.godwit.migration.host.TargetAccess;
import dev.godwit.postgres.TestPostgres;
import dev.godwit.postgres.history.evidence.TrialSearch;
import dev.godwit.postgres.state.StateSchema;
import dev.godwit.workflow.Contract;
import dev.godwit.workflow.checklist.ChecklistActivities;
import dev.godwit.workflow.checklist.LookInput;
import dev.godwit.workflow.checklist.RunFacts;
import dev.godwit.workflow.checklist.StepFacts;
import dev.godwit.workflow.checklist.Trial;
import dev.godwit.workflow.checklist.TrialsInput;
import io.temporal.testing.TestActivityEnvironment;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is recorded of runs, as a starter gets it, through Temporal's payloads. */
class EvidenceTest {

    private static final String USERS =
            """
            create table users (id int primary key, name text, nick text);
            insert into users select i, 'n', 'k' from generate_series(1, 500) i;
            -- down
            drop table users;
            """;

    private final TestActivityEnvironment environment = TestActivityEnvironment.newInstance();
    private FolderTarget production;
    private FolderTarget staging;

    @BeforeEach
    void open() throws SQLException {
        production = new FolderTarget();
        staging = new FolderTarget();
        environment.registerActivitiesImplementations(
                new PostgresChecklist(
                        name -> access(name.equals("production") ? production : staging)));
        for (FolderTarget target : List.of(production, staging)) {
            target.file("1_users", USERS);
            target.apply("first", "");
        }
    }

    private static TargetAccess access(FolderTarget target) {
        return new TargetAccess(target.database(), new StateSchema(target.postgres().direct()));
    }

    @AfterEach
    void close() {
        environment.close();
        production.close();
        staging.close();
    }

    private RunFacts look(String run) {
        return requireNonNull(
                activities().lookAtRun(new LookInput(Contract.VERSION, "production", run)).run());
    }

    private List<Trial> trials(String target, RunFacts run) {
        return activities()
                .findTrials(new TrialsInput(Contract.VERSION, target, run.hash(), run.migrations()))
                .runs();
    }

    private ChecklistActivities activities() {
        return environment.newActivityStub(ChecklistActivities.class);
    }

    @Test
    void saysWhatARunTakesAwayWhereItIsKeptAndHowLargeItsTableIs() throws Exception {
        production.file(
                "2_no_nick",
                "alter table users drop nick; update users set name = 'x' where id < 11;"
                        + " create index by_name on users (name);\n"
                        + "-- down\nalter table users add nick text;");
        production.apply("second", "");
        production.postgres().sql("analyze users");

        RunFacts run = look("test/second");

        assertThat(run.outcome()).isEqualTo("DONE");
        assertThat(run.ofProject()).isTrue();
        assertThat(run.actor()).isEqualTo("tester");
        assertThat(run.migrations())
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.name()).isEqualTo("2_no_nick");
                            assertThat(one.back()).isNotEmpty();
                            assertThat(one.tried()).isFalse();
                        });
        assertThat(run.lock().mode()).startsWith("ACCESS EXCLUSIVE on users");
        assertThat(run.lock().millis()).isPositive();
        StepFacts step = run.steps().getFirst();
        assertThat(step.done()).isTrue();
        assertThat(step.schema()).isEqualTo("ALTER TABLE users");
        assertThat(step.data()).isEqualTo("UPDATE users");
        assertThat(step.removed())
                .extracting(StepFacts.Removed::words, StepFacts.Removed::kept)
                .containsExactly(
                        tuple("column nick of users", 500L),
                        tuple("name of users as they were", 10L));
        assertThat(step.heavy())
                .extracting(StepFacts.Heavy::words, StepFacts.Heavy::rows, StepFacts.Heavy::exact)
                .containsExactly(
                        tuple(
                                "copying column nick of users, which nobody writes to meanwhile,",
                                500L,
                                false),
                        tuple("UPDATE in one transaction on users", 10L, true),
                        tuple("CREATE INDEX on users", 500L, false));
    }

    @Test
    void findsTheSameMigrationsElsewhereWhateverTheRunIsCalled() throws Exception {
        String text = "alter table users add mail text;\n-- down\nalter table users drop mail;";
        staging.file("2_mail", text);
        staging.apply("there", "");
        staging.rollback("there");
        production.file("2_mail", text);
        production.file(
                "3_tel", "alter table users add tel text;\n-- down\nalter table users drop tel;");
        production.apply("here", "");
        RunFacts run = look("test/here");

        assertThat(trials("staging", run))
                .singleElement()
                .satisfies(
                        trial -> {
                            assertThat(trial.run()).isEqualTo("test/there");
                            assertThat(trial.outcome()).isEqualTo("ROLLED_BACK");
                            assertThat(trial.parts())
                                    .containsExactly(new Trial.Part("2_mail", 1, 1, true, true));
                        });
        assertThat(trials("production", run))
                .singleElement()
                .satisfies(
                        trial -> {
                            assertThat(trial.id()).isEqualTo(run.id());
                            assertThat(trial.parts())
                                    .containsExactly(
                                            new Trial.Part("2_mail", 1, 1, false, true),
                                            new Trial.Part("3_tel", 1, 1, false, true));
                        });
    }

    @Test
    void anotherWayBackAndAnotherContentAreNotTheSame() throws Exception {
        staging.file("2_mail", "alter table users add mail text;\n-- down\nselect 1;");
        staging.apply("there", "");
        production.file(
                "2_mail",
                "alter table users add mail text;\n-- down\nalter table users drop mail;");
        production.apply("here", "");
        assertThat(trials("staging", look("test/here")).getFirst().parts())
                .containsExactly(new Trial.Part("2_mail", 1, 1, false, false));

        staging.file(
                "3_tel", "alter table users add tel text;\n-- down\nalter table users drop tel;");
        staging.apply("tel", "");
        production.file(
                "3_tel", "alter table users add tel int;\n-- down\nalter table users drop tel;");
        production.apply("tel", "");
        assertThat(trials("staging", look("test/tel"))).isEmpty();
    }

    @Test
    void aWayBackThatWasTriedIsInTheLedger() throws Exception {
        production.trying("postgres");
        production.file("2_mail", "alter table users add mail text;");
        production.apply("here", "");
        assertThat(look("test/here").migrations().getFirst().tried()).isTrue();
    }

    @Test
    void knowsNothingWhereGodwitHasNeverBeen() throws Exception {
        RunFacts run = look("test/first");
        assertThat(
                        activities()
                                .lookAtRun(new LookInput(Contract.VERSION, "production", "test/x"))
                                .run())
                .isNull();
        try (TestPostgres empty = TestPostgres.empty()) {
            assertThat(
                            TrialSearch.find(
                                    empty.database(),
                                    new TrialsInput(1, "empty", run.hash(), run.migrations())))
                    .isEmpty();
        }
    }
}
