package dev.godwit.postgres.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.drift.Comparison;
import dev.godwit.plan.drift.Difference;
import dev.godwit.postgres.TestPostgres;
import dev.godwit.postgres.phase.PhaseMoves;
import dev.godwit.postgres.session.Scope;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RememberedTest {

    private TestPostgres target;

    @BeforeEach
    void open() throws SQLException {
        target = TestPostgres.open();
        target.sql("create table users (id int primary key)");
    }

    @AfterEach
    void close() {
        target.close();
    }

    private long ended() throws SQLException {
        long run = target.run(List.of());
        new PhaseMoves(target.database()).finish(run, "DONE", "DONE", "");
        return run;
    }

    private long begun() throws SQLException {
        long run = target.run(List.of());
        target.database()
                .transaction(Scope.state("test"), connection -> Remembered.notice(connection, run));
        return run;
    }

    private List<Difference> drift() throws SQLException {
        return target.database()
                .inTransaction(
                        Scope.state("test"),
                        connection ->
                                Comparison.of(
                                        CatalogScan.read(connection),
                                        Remembered.read(connection).orElseThrow().catalog()));
    }

    @Test
    void aRunThatEndsIsRememberedWithWhatItLeaves() throws Exception {
        ended();
        assertThat(drift()).isEmpty();
        target.sql("create index hot on users (id)");
        assertThat(drift()).extracting(Difference::object).containsExactly("index public.hot");
        ended();
        assertThat(drift()).isEmpty();
    }

    @Test
    void whatOthersChangedIsInTheLedgerOfTheNextRun() throws Exception {
        ended();
        target.sql("alter table users add hotfix int");
        long next = begun();
        assertThat(target.text("select note from godwit.ledger where run = " + next))
                .contains("column hotfix of table public.users was added", "since run");
    }

    @Test
    void whatARunUnderWayChangesIsNobodyElses() throws Exception {
        ended();
        target.run(List.of());
        target.sql("alter table users add of_that_run int");
        assertThat(target.lines(begun(), "schema.drifted")).isZero();
    }

    @Test
    void aLookThatFailsKeepsNoRunFromEnding() throws Exception {
        target.sql("drop table godwit.catalog");
        long run = ended();
        assertThat(target.text("select outcome from godwit.run where id = " + run))
                .isEqualTo("DONE");
    }
}
