package dev.godwit.postgres.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.operation.shape.RowTrigger;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.Work.Prove;
import dev.godwit.postgres.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A sync trigger that fires for some rows only: for those of its plan, and no others. */
final class SyncConditionTest {

    private static final QualifiedName TABLE = new QualifiedName("public", "t");
    private static final RowTrigger TRIGGER =
            new RowTrigger(
                    TABLE,
                    "zzz_godwit_1",
                    "_godwit_1_sync",
                    "begin new.c := upper(new.a); return new; end",
                    "new.c is distinct from upper(new.a)");

    private Connection connection;

    @BeforeEach
    void made() throws SQLException {
        connection = TestServer.database("postgres", TestServer.ready()).getConnection();
        sql("create table t (a text, c text)");
        for (String statement : TRIGGER.create()) {
            sql(statement);
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void isAsPlanned() throws SQLException {
        assertThat(flaw()).isEmpty();
    }

    @Test
    void isAsPlannedUnderAnotherNameOfAColumn() throws SQLException {
        sql("alter table t rename a to b");

        assertThat(flaw()).isEmpty();
    }

    @Test
    void wasReplacedByOneThatFiresForOtherRows() throws SQLException {
        sql(
                "create or replace trigger zzz_godwit_1 before insert or update on t for each row when (new.c is null) execute function godwit._godwit_1_sync()");
        sql("alter table t enable always trigger zzz_godwit_1");

        assertThat(flaw())
                .isEqualTo(
                        "trigger zzz_godwit_1 of t fires under another condition, or its comment was changed");
    }

    @Test
    void wasReplacedByOneThatFiresForAll() throws SQLException {
        sql(
                "create or replace trigger zzz_godwit_1 before insert or update on t for each row execute function godwit._godwit_1_sync()");
        sql("alter table t enable always trigger zzz_godwit_1");

        assertThat(flaw()).contains("fires under another condition");
    }

    @Test
    void gotAConditionThatWasNotPlanned() throws SQLException {
        assertThat(flaw(TRIGGER.when(null))).contains("fires under another condition");
    }

    private String flaw() throws SQLException {
        return flaw(TRIGGER);
    }

    private String flaw(RowTrigger planned) throws SQLException {
        return SyncState.read(connection, new Prove(TABLE, "false", List.of(), planned.planned()))
                .flaw();
    }

    private void sql(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
