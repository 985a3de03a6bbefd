package dev.godwit.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.migration.host.Outside;
import dev.godwit.migration.host.TargetAccess;
import dev.godwit.postgres.TestPostgres;
import dev.godwit.postgres.script.source.ScriptFolders;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.state.StateSchema;
import dev.godwit.workflow.Contract;
import dev.godwit.workflow.message.history.History.RunEntry;
import dev.godwit.workflow.operator.Check;
import dev.godwit.workflow.operator.Check.Level;
import dev.godwit.workflow.operator.InspectInput;
import dev.godwit.workflow.operator.Inspection;
import dev.godwit.workflow.operator.OperatorActivities;
import io.temporal.testing.TestActivityEnvironment;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** As a starter gets it, through Temporal's payloads. */
class InspectionTest {

    private final TestActivityEnvironment environment = TestActivityEnvironment.newInstance();

    @AfterEach
    void close() {
        environment.close();
    }

    @Test
    void namesTheRunsThatTheTargetBelievesToBeUnderWay() throws Exception {
        try (TestPostgres target = TestPostgres.open()) {
            long open = target.run(List.of());
            long ended = target.run(List.of());
            target.sql("update godwit.run set ended_at = now() where id = " + ended);

            Inspection found = inspect(target.database(), target.direct(), Contract.VERSION);

            assertThat(found.worker()).isEqualTo("1.2.3");
            assertThat(found.open()).extracting(RunEntry::id).containsExactly(open);
            assertThat(found.checks())
                    .filteredOn(check -> check.level() == Level.UNKNOWN)
                    .isEmpty();
        }
    }

    @Test
    void saysThatTheWorkerIsTooOldForTheStarter() throws Exception {
        try (TestPostgres target = TestPostgres.empty()) {
            Inspection found = inspect(target.database(), target.direct(), Contract.VERSION + 1);

            assertThat(found.open()).isEmpty();
            assertThat(found.checks().getFirst().level()).isEqualTo(Level.FAILURE);
            assertThat(found.checks().getFirst().next())
                    .isEqualTo("upgrade the worker of this target");
            assertThat(target.text("select to_regnamespace('godwit')")).isEqualTo("null");
        }
    }

    @Test
    void answersWhenTheTargetDoesNot() {
        PGSimpleDataSource nowhere = new PGSimpleDataSource();
        nowhere.setUrl("jdbc:postgresql://localhost:1/shop");

        Inspection found = inspect(new Database(nowhere, nowhere), nowhere, Contract.VERSION);

        assertThat(found.checks()).last().extracting(Check::level).isEqualTo(Level.FAILURE);
        assertThat(found.open()).isEmpty();
    }

    private Inspection inspect(Database database, DataSource direct, int contract) {
        TargetAccess access = new TargetAccess(database, new StateSchema(direct));
        environment.registerActivitiesImplementations(
                new PostgresOperator(
                        target -> access, Outside.NOTHING, ScriptFolders.NONE, "1.2.3"));
        return environment
                .newActivityStub(OperatorActivities.class)
                .inspect(new InspectInput(contract, "shop", "shop", System.currentTimeMillis()));
    }
}
