package dev.godwit.postgres.operation.constraint;

import dev.godwit.postgres.operation.OperationProof;
import org.junit.jupiter.api.Test;

class DropConstraintTest {

    @Test
    void checkAndForeignKey() throws Exception {
        OperationProof.of(
                        """
                        operations:
                          - drop_constraint: { table: items, name: positive }
                          - drop_constraint: { table: items, name: items_user_fk, up: user_id, down: user_id }
                        """)
                .given(
                        "create table users (id int primary key, first_name text not null, last_name text not null)",
                        "create table items (id serial primary key, n int constraint positive check (n > 0), user_id int constraint items_user_fk references users deferrable)",
                        "comment on constraint positive on items is 'above zero'",
                        "insert into items (n, user_id) select 1, null from generate_series(1, 100)",
                        "insert into users select i, 'first' || i, 'last' || i from generate_series(1, 500) i")
                .before("insert into items (n, user_id) values (1, 1)")
                .after("insert into items (n, user_id) values (-1, -1)")
                .newRowsKeepItFromReturning()
                .judge();
    }

    @Test
    void uniqueAndPrimaryKey() throws Exception {
        OperationProof.of(
                        """
                        operations:
                          - drop_constraint: { table: t, name: once }
                          - drop_multicolumn_constraint: { table: t, name: t_pkey }
                        """)
                .given(
                        "create table t (a int, b text, c text constraint once unique, primary key (a, b))",
                        "insert into t select i, 'b' || i, 'c' || i from generate_series(1, 500) i")
                .before("insert into t values (%1$d, 'b', 'c%1$d') on conflict (a, b) do nothing")
                .after("insert into t values (%1$d, 'b', 'c%1$d')")
                .judge();
    }
}
