package dev.godwit.postgres.operation.constraint;

import dev.godwit.postgres.operation.OperationProof;
import org.junit.jupiter.api.Test;

class RenameConstraintTest {

    @Test
    void andItsIndex() throws Exception {
        OperationProof.of(
                        """
                        operations:
                          - rename_constraint: { table: users, from: users_pkey, to: people_pkey }
                        """)
                .given(
                        "create table users (id int primary key, first_name text not null, last_name text not null)",
                        "insert into users select i, 'first' || i, 'last' || i from generate_series(1, 500) i")
                .before("insert into users values (%1$d, 'new', 'one')")
                .after("insert into users values (%1$d, 'new', 'two')")
                .judge();
    }
}
