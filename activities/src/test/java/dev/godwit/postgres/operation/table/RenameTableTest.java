package dev.godwit.postgres.operation.table;

import dev.godwit.postgres.operation.OperationProof;
import org.junit.jupiter.api.Test;

class RenameTableTest {

    @Test
    void bothNamesCanBeWrittenUntilContract() throws Exception {
        OperationProof.of(
                        """
                        operations:
                          - rename_table: { from: users, to: people }
                        """)
                .given(
                        "create table users (id int primary key, first_name text not null, last_name text not null)",
                        "insert into users select i, 'first' || i, 'last' || i from generate_series(1, 500) i")
                .given(
                        "do $$ begin create role godwit_app; exception when duplicate_object then null; end $$",
                        "do $$ begin create role godwit_reader; exception when duplicate_object then null; end $$",
                        "alter table users owner to godwit_app",
                        "grant select on users to godwit_reader with grant option")
                .before(
                        "set role godwit_app",
                        "insert into users values (%1$d, 'new', 'one')",
                        "update users set last_name = 'x' where id = %1$d %% 500",
                        "insert into users values (%1$d, 'again', 'one') on conflict (id) do update set first_name = 'again'")
                .after("set role godwit_app", "insert into people values (%1$d, 'new', 'two')")
                .results("select to_regclass('users') is null", "t")
                .judge();
    }

    @Test
    void addsAColumnToTheRenamed() throws Exception {
        OperationProof.of(
                        """
                        operations:
                          - rename_table: { from: users, to: people }
                          - add_column:
                              table: people
                              column: { name: full_name, type: text }
                              up: first_name || ' ' || last_name
                        """)
                .given(
                        "create table users (id int primary key, first_name text not null, last_name text not null)",
                        "insert into users select i, 'first' || i, 'last' || i from generate_series(1, 500) i")
                .before("insert into users values (%1$d, 'new', 'one')")
                .after("insert into people values (%1$d, 'new', 'two', 'new two')")
                .never(
                        "select from people where full_name is distinct from first_name || ' ' || last_name")
                .judge();
    }
}
