package dev.godwit.postgres.operation.table;

import dev.godwit.postgres.operation.OperationProof;
import org.junit.jupiter.api.Test;

class SetReplicaIdentityTest {

    @Test
    void byAnIndex() throws Exception {
        OperationProof.of(
                        """
                        operations:
                          - set_replica_identity: { table: users, identity: { type: index, index: users_name_idx } }
                        """)
                .given(
                        "create table users (id int primary key, first_name text not null, last_name text not null)",
                        "create unique index users_name_idx on users (last_name)",
                        "insert into users select i, 'first' || i, 'last' || i from generate_series(1, 500) i")
                .before("insert into users values (%1$d, 'new', 'one%1$d')")
                .after("insert into users values (%1$d, 'new', 'two%1$d')")
                .judge();
    }

    @Test
    void full() throws Exception {
        OperationProof.of(
                        """
                        operations:
                          - set_replica_identity: { table: users, identity: { type: full } }
                        """)
                .given(
                        "create table users (id int primary key, first_name text not null, last_name text not null)",
                        "insert into users select i, 'first' || i, 'last' || i from generate_series(1, 500) i")
                .judge();
    }
}
