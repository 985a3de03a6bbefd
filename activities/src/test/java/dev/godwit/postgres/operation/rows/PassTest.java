package dev.godwit.postgres.operation.rows;

import dev.godwit.postgres.operation.OperationProof;
import org.junit.jupiter.api.Test;

class PassTest {

    @Test
    void ofSeveralOperationsOnOneTable() throws Exception {
        OperationProof.of(
                        """
                        operations:
                          - add_column:
                              table: users
                              column: { name: initial, type: varchar(1), nullable: true }
                              up: left(last_name, 1)
                              writes: application
                          - alter_column: { table: users, column: nick, nullable: false, up: lower(first_name) }
                        """)
                .given(
                        "create table users (id int primary key, first_name text not null, last_name text not null, nick varchar(20))",
                        "insert into users select i, 'F' || i, 'L' || i, case when i % 3 = 0 then 'own' end from generate_series(1, 500) i")
                .before(
                        "insert into users values (%1$d, 'New', 'One', 'x')",
                        "update users set last_name = 'X' where id = %1$d %% 500")
                .after("insert into users values (%1$d, 'New', 'Two', 'y', 'T')")
                .results(
                        "select count(*) from users where nick = case when id % 3 = 0 then 'own' else lower(first_name) end",
                        "500")
                .never("select id from users where initial is null or nick is null")
                .judge();
    }
}
