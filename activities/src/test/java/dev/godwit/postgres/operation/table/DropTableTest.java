package dev.godwit.postgres.operation.table;

import dev.godwit.postgres.operation.OperationProof;
import org.junit.jupiter.api.Test;

class DropTableTest {

    @Test
    void isKeptAside() throws Exception {
        OperationProof.of(
                        """
                        operations:
                          - drop_constraint: { table: items, name: items_user_fk }
                          - drop_table: { name: users }
                        """)
                .given(
                        "create table users (id int primary key, first_name text not null, last_name text not null)",
                        "create index users_last_idx on users (last_name)",
                        "create table items (id serial primary key, user_id int constraint items_user_fk references users)",
                        "insert into users select i, 'first' || i, 'last' || i from generate_series(1, 500) i")
                .before("insert into users values (%1$d, 'new', 'one')")
                .after("insert into items (user_id) values (null)")
                .results("select to_regclass('users') is null", "t")
                .judge();
    }
}
