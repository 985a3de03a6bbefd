package dev.godwit.postgres.check;

import static dev.godwit.postgres.session.Attempt.UNATTENDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.plan.MigrationsReader;
import dev.godwit.plan.drift.Comparison;
import dev.godwit.plan.drift.Difference;
import dev.godwit.plan.spec.MigrationsFile;
import dev.godwit.plan.spec.PlanKind;
import dev.godwit.postgres.TestPostgres;
import dev.godwit.postgres.drift.CatalogScan;
import dev.godwit.postgres.script.source.ScriptFolders;
import dev.godwit.postgres.session.EngineFailure;
import dev.godwit.postgres.session.Scope;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ReplayTest {

    private static final String PLAN = "kind: sql\nproject: x\n";

    private static final ScriptFolders FOLDERS =
            (file, attempt) ->
                    new ScriptFolders.Files(
                            "db",
                            PlanKind.SQL,
                            Map.of(
                                    "1_a.sql", "create table a (id int primary key, gone int);",
                                    "2_b.sql",
                                            "insert into a values (1, 1); alter table a drop gone;",
                                    "3_c.sql", "create table c ();"),
                            Map.of(),
                            List.of());

    private static Replay replay(TestPostgres target) {
        return new Replay(target.database(), target.scratches("postgres"), FOLDERS, UNATTENDED);
    }

    private static MigrationsFile plan() {
        return Objects.requireNonNull(MigrationsReader.read("x", PLAN).plan());
    }

    @Test
    void findsWhatSomebodyHasDoneByHand() throws SQLException {
        try (TestPostgres target = TestPostgres.empty()) {
            Trial shop =
                    new Trial(target.direct(), FOLDERS, target.scratches("postgres"), UNATTENDED);
            shop.apply(shop.start(PLAN + "to: 2_b\nirreversible: [1_a, 2_b]\n"));
            target.sql("alter table a add hotfix int");
            Replay.Made made = replay(target).make(plan());
            assertThat(made.pending()).containsExactly("3_c");
            assertThat(
                            Comparison.of(
                                    target.database()
                                            .inTransaction(Scope.state("test"), CatalogScan::read),
                                    made.catalog()))
                    .extracting(Difference::object)
                    .containsExactly("column hotfix of table public.a");
        }
    }

    @Test
    void refusesWhereNothingIsApplied() throws SQLException {
        try (TestPostgres target = TestPostgres.empty()) {
            assertThatThrownBy(() -> replay(target).make(plan()))
                    .isInstanceOf(EngineFailure.class)
                    .hasMessageStartingWith("GW-755");
        }
    }
}
