package dev.godwit.postgres.operation.rows;

import dev.godwit.postgres.operation.OperationProof;
import org.junit.jupiter.api.Test;

class BackfillTest {

    @Test
    void setsColumnsAndGivesTheOldValuesBack() throws Exception {
        OperationProof.of(
                        """
                        operations:
                          - backfill:
                              table: users
                              set: { state: "'active'", data: "'{}'" }
                              where: state = 'n' or state is null
                          - add_column:
                              table: users
                              column: { name: full_name, type: text }
                              up: first_name || ' ' || last_name
                        """)
                .given(
                        "create table users (id int primary key, first_name text not null, last_name text not null, state varchar(10), data json)",
                        "insert into users select i, 'f' || i, 'l' || i, case when i % 3 = 0 then 'n' when i % 3 = 1 then 'active' end, case when i % 2 = 0 then '{\"a\":  1}'::json end from generate_series(1, 500) i")
                .before(
                        "insert into users values (%1$d, 'new', 'one', 'active')",
                        "update users set last_name = 'x' where id = %1$d %% 500")
                .after("insert into users values (%1$d, 'new', 'two', 'active', null, 'new two')")
                .results("select count(*) from users where state <> 'active'", "0")
                .never("select id from users where state = 'n' or state is null")
                .judge();
    }

    @Test
    void runsAnUpdateOnceForEachRangeAndItsDown() throws Exception {
        OperationProof.of(
                        """
                        operations:
                          - backfill:
                              table: users
                              key: id
                              sql: update users u set points = points * 3 where u.id between :start and :end and state <> ':end'
                              down: update users set points = points / 3 where id >= :start and id <= :end
                        backfill: { max_rows_per_second: 4000 }
                        verify: [ { name: all are thrice, sql: select from users where points %% 3 <> 0 } ]
                        """
                                .replace("%%", "%"))
                .given(
                        "create table users (id uuid primary key, points bigint not null, state text not null)",
                        "insert into users select md5(i::text)::uuid, i, 's' from generate_series(1, 500) i")
                .before("update users set state = 't%1$d' where points = 7")
                .after("update users set state = 'u%1$d' where points = 21")
                .results("select sum(points) from users", "375750")
                .judge();
    }
}
