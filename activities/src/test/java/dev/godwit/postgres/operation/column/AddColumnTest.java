package dev.godwit.postgres.operation.column;

import dev.godwit.postgres.operation.OperationProof;
import org.junit.jupiter.api.Test;

class AddColumnTest {

    @Test
    void fillsAColumn() throws Exception {
        OperationProof.of(
                        """
                        operations:
                          - add_column:
                              table: users
                              column: { name: full_name, type: text, nullable: false, comment: for letters }
                              up: first_name || ' ' || last_name
                        """)
                .given(
                        "create table users (id int primary key, first_name text not null, last_name text not null)",
                        "insert into users select i, 'first' || i, 'last' || i from generate_series(1, 500) i")
                .before(
                        "insert into users values (%1$d, 'new', 'one')",
                        "update users set last_name = 'x%1$d' where id = %1$d %% 500")
                .after(
                        "insert into users values (%1$d, 'new', 'two', 'new two')",
                        "update users set last_name = 'two', full_name = first_name || ' two' where id = 5")
                .never(
                        "select from users where full_name is distinct from first_name || ' ' || last_name")
                .judge();
    }

    @Test
    void fillsAColumnBeforeItsTriggerIsMade() throws Exception {
        OperationProof.of(
                        """
                        operations:
                          - add_column:
                              table: users
                              column: { name: full_name, type: text, nullable: false }
                              up: first_name || ' ' || last_name
                        backfill: { trigger: late }
                        """)
                .given(
                        "create table users (id int primary key, first_name text not null, last_name text not null)",
                        "insert into users select i, 'first' || i, 'last' || i from generate_series(1, 500) i")
                .before(
                        "insert into users values (%1$d, 'new', 'one')",
                        "update users set last_name = 'x%1$d' where id = %1$d %% 500")
                .after(
                        "insert into users values (%1$d, 'new', 'two', 'new two')",
                        "update users set last_name = 'two', full_name = first_name || ' two' where id = 5")
                .never(
                        "select from users where full_name is distinct from first_name || ' ' || last_name")
                .judge();
    }

    @Test
    void withAConstraintOfEachSort() throws Exception {
        OperationProof.of(
                        """
                        operations:
                          - add_column:
                              table: users
                              column:
                                name: "Group"
                                type: int
                                nullable: true
                                unique: true
                                check: { name: group_positive, constraint: '"Group" > 0' }
                                references: { name: users_group_fk, table: groups, column: id, on_delete: SET NULL }
                              up: case when id <= 5 then id end
                        """)
                .given(
                        "create table groups (id int primary key)",
                        "insert into groups select generate_series(1, 10)",
                        "create table users (id int primary key, first_name text not null, last_name text not null)",
                        "insert into users select i, 'first' || i, 'last' || i from generate_series(1, 500) i")
                .before("insert into users values (%1$d, 'new', 'one')")
                .after("insert into users values (%1$d, 'new', 'two', null)")
                .results("select count(\"Group\") from users", "5")
                .judge();
    }

    @Test
    void givesEveryRowAValueOfItsOwnOnceWhereUpIsTheDefault() throws Exception {
        OperationProof.of(
                        """
                        operations:
                          - add_column:
                              table: users
                              column: { name: dice, type: int, default: 1 + length(gen_random_uuid()::text) }
                              up: 1 + length(gen_random_uuid()::text)
                        """)
                .given(
                        "create table users (id int primary key, name text not null)",
                        "insert into users select i, 'name' || i from generate_series(1, 500) i")
                .before(
                        "insert into users values (%1$d, 'new')",
                        "update users set name = 'x%1$d' where id = %1$d %% 500")
                .after(
                        "insert into users values (%1$d, 'new', 6)",
                        "insert into users (id, name) values (1000000 + %1$d, 'newer')",
                        "update users set dice = 5 where id = %1$d %% 500")
                .results("select count(*) from users where dice = 37", "500")
                .never("select from users where dice not in (5, 6, 37)")
                .judge();
    }

    @Test
    void takesTheTimeAsADefaultWithoutWritingARow() throws Exception {
        OperationProof.of(
                        """
                        operations:
                          - add_column:
                              table: users
                              column: { name: seen, type: date, default: "(now() - now() + timestamp '2020-02-02')::date" }
                        """)
                .given(
                        "create table users (id int primary key, name text not null)",
                        "insert into users select i, 'name' || i from generate_series(1, 500) i")
                .before("insert into users values (%1$d, 'new')")
                .after("insert into users values (%1$d, 'new', '2020-02-02')")
                .never("select from users where seen <> '2020-02-02'")
                .judge();
    }
}
