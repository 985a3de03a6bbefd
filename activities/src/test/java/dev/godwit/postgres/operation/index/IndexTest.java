package dev.godwit.postgres.operation.index;

import dev.godwit.postgres.operation.OperationProof;
import org.junit.jupiter.api.Test;

class IndexTest {

    @Test
    void isBuilt() throws Exception {
        OperationProof.of(
                        """
                        operations:
                          - create_index:
                              table: users
                              name: users_names_idx
                              method: btree
                              columns: { last_name: { sort: DESC, nulls: LAST, collate: C }, first_name: { opclass: { name: text_pattern_ops } } }
                              predicate: id > 10
                              storage_parameters: fillfactor = 70
                        """)
                .given(
                        "create table users (id int primary key, first_name text not null, last_name text not null)",
                        "insert into users select i, 'first' || i, 'last' || i from generate_series(1, 500) i")
                .before("insert into users values (%1$d, 'new', 'one')")
                .after("insert into users values (%1$d, 'new', 'two')")
                .judge();
    }

    @Test
    void isDropped() throws Exception {
        OperationProof.of(
                        """
                        operations:
                          - drop_index: { name: users_last_idx }
                        """)
                .given(
                        "create table users (id int primary key, first_name text not null, last_name text not null)",
                        "create index users_last_idx on users (last_name, upper(first_name)) where id > 10",
                        "insert into users select i, 'first' || i, 'last' || i from generate_series(1, 500) i")
                .before("insert into users values (%1$d, 'new', 'one')")
                .after("insert into users values (%1$d, 'new', 'two')")
                .judge();
    }
}
