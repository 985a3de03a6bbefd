package dev.godwit.postgres.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.postgres.TestPostgres;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StateSchemaTest {

    private static final String TABLES =
            "select string_agg(relname, ' ' order by relname) from pg_class where relkind = 'r' and relnamespace = 'godwit'::regnamespace";
    private static final String INSERT =
            "insert into godwit.flyway_history (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)"
                    + " values (99, '%s', 'later', 'SQL', 'V%s__later.sql', 1, 'somebody', 1, true)";

    private TestPostgres target;

    @BeforeEach
    void open() throws SQLException {
        target = TestPostgres.empty();
    }

    @AfterEach
    void close() {
        target.close();
    }

    @Test
    void knowsTheVersionOfItsNewestScript() throws SQLException {
        new StateSchema(target.direct()).upgrade();
        assertThat(target.number("select max(version::int) from godwit.flyway_history"))
                .isEqualTo(StateSchema.VERSION);
    }

    @Test
    void isCreatedInADatabaseThatHasNone() throws SQLException {
        new StateSchema(target.direct()).upgrade();
        assertThat(target.text(TABLES))
                .isEqualTo(
                        "catalog checkpoint control flyway_history ledger migration mismatch run sample snapshot step table_lock undo");
    }

    @Test
    void isLeftAloneWhenItIsThereAlready() throws SQLException {
        new StateSchema(target.direct()).upgrade();
        long run = target.run(java.util.List.of());
        String history = target.text("select count(*) from godwit.flyway_history");
        new StateSchema(target.direct()).upgrade();
        assertThat(target.text("select count(*) from godwit.flyway_history")).isEqualTo(history);
        assertThat(target.runOf(run).phase()).isEqualTo("APPLY");
    }

    @Test
    void isUpgradedInASchemaThatAnAdministratorMadeBefore() throws SQLException {
        target.sql("create schema godwit");
        new StateSchema(target.direct()).upgrade();
        assertThat(target.text(TABLES)).contains("ledger");
    }

    @Test
    void isRefusedWhenANewerProgramHasBeenHere() throws SQLException {
        new StateSchema(target.direct()).upgrade();
        target.sql(INSERT.formatted("999", "999"));
        assertThatThrownBy(() -> new StateSchema(target.direct()).upgrade())
                .isInstanceOf(StateSchema.NewerStateException.class)
                .hasMessageContaining("version 999");
    }

    @Test
    void leavesTheApplicationsOwnFlywayAlone() throws SQLException {
        target.sql("create table flyway_schema_history (installed_rank int)");
        new StateSchema(target.direct()).upgrade();
        assertThat(target.number("select count(*) from flyway_schema_history")).isZero();
    }
}
