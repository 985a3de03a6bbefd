package dev.godwit.postgres.operation.column;

import dev.godwit.postgres.operation.OperationProof;
import org.junit.jupiter.api.Test;

class DropColumnTest {

    @Test
    void withAllThatStandsOnIt() throws Exception {
        OperationProof.of(
                        """
                        operations:
                          - drop_column: { table: users, column: Nick }
                        """)
                .given(
                        "create table users (id int primary key, name text not null, \"Nick\" varchar(40) collate \"C\" not null default 'x' check (\"Nick\" <> ''), constraint once unique (\"Nick\", id))",
                        "insert into users select i, 'name' || i, 'nick' || i from generate_series(1, 500) i",
                        "create index nick_idx on users (upper(\"Nick\")) where id > 5",
                        "comment on column users.\"Nick\" is 'as friends say'",
                        "alter table users alter column \"Nick\" set statistics 500, alter column \"Nick\" set storage main")
                .before(
                        "insert into users values (%1$d, 'new', 'one')",
                        "update users set \"Nick\" = 'n%1$d' where id = %1$d %% 500")
                .after("insert into users (id, name) values (%1$d, 'two')")
                .results(
                        "select count(*) from information_schema.columns where table_name = 'users'",
                        "2")
                .orderMayDiffer()
                .judge();
    }

    @Test
    void thatNewCodeLeavesOut() throws Exception {
        OperationProof.of(
                        """
                        operations:
                          - drop_column: { table: users, column: full_name, down: first_name || ' ' || last_name }
                        """)
                .given(
                        "create table users (id int, region text, first_name text, last_name text, full_name text not null, primary key (region, id))",
                        "insert into users select i, 'eu', 'f' || i, 'l' || i, 'f' || i || ' l' || i from generate_series(1, 500) i")
                .before("insert into users values (%1$d, 'us', 'new', 'one', 'new one')")
                .after(
                        "insert into users (id, region, first_name, last_name) values (%1$d, 'eu', 'new', 'two')")
                .orderMayDiffer()
                .judge();
    }

    @Test
    void thatIsNullForMostRows() throws Exception {
        OperationProof.of(
                        """
                        operations:
                          - drop_column: { table: users, column: data }
                        """)
                .given(
                        "create table users (id int primary key, data json, tags text[])",
                        "insert into users select i, case when i %% 7 = 0 then '{\"a\": 1}'::json end, array['x'] from generate_series(1, 500) i"
                                .replace("%%", "%"))
                .before("insert into users values (%1$d, '{}', null)")
                .after("insert into users (id) values (%1$d)")
                .orderMayDiffer()
                .judge();
    }

    @Test
    void ofWhichNothingIsKept() throws Exception {
        OperationProof.of(
                        """
                        snapshot: none
                        operations:
                          - drop_column: { table: users, column: state }
                        """)
                .given(
                        "create table users (id int primary key, name text, state text not null default 'new')",
                        "insert into users select i, 'name' || i from generate_series(1, 500) i")
                .before("insert into users values (%1$d, 'one', 'new')")
                .after("insert into users values (%1$d, 'two')")
                .orderMayDiffer()
                .judge();
    }
}
