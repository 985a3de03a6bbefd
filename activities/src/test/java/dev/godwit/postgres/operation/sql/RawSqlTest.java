package dev.godwit.postgres.operation.sql;

import dev.godwit.postgres.operation.OperationProof;
import org.junit.jupiter.api.Test;

class RawSqlTest {

    @Test
    void isRunAtOnceOrAtTheEnd() throws Exception {
        OperationProof.of(
                        """
                        operations:
                          - sql: { up: "create table extra (id int); insert into extra select 1", down: drop table extra }
                          - sql: { up: comment on table users is 'people', down: comment on table users is null, onComplete: true }
                        """)
                .given(
                        "create table users (id int primary key, first_name text not null, last_name text not null)",
                        "insert into users select i, 'first' || i, 'last' || i from generate_series(1, 500) i")
                .before("insert into users values (%1$d, 'new', 'one')")
                .after("insert into users values (%1$d, 'new', 'two')")
                .judge();
    }
}
