package dev.godwit.postgres.operation.column;

import dev.godwit.postgres.operation.OperationProof;
import org.junit.jupiter.api.Test;

class AlterColumnTest {

    @Test
    void becomesNotNull() throws Exception {
        OperationProof.of(
                        """
                        operations:
                          - alter_column:
                              table: users
                              column: nick
                              nullable: false
                              up: first_name
                        """)
                .given(
                        "create table users (id int primary key, first_name text not null, last_name text not null, nick text)",
                        "insert into users select i, 'first' || i, 'last' || i, case when i % 3 = 0 then 'nick' || i end from generate_series(1, 500) i")
                .after("insert into users values (%1$d, 'new', 'two', 'nick')")
                .never("select from users where nick is null")
                .judge();
    }

    @Test
    void becomesNotNullWithoutFilling() throws Exception {
        OperationProof.of(
                        """
                        operations:
                          - alter_column: { table: users, column: nick, nullable: false }
                        """)
                .given(
                        "create table users (id int primary key, first_name text not null, last_name text not null, nick text)",
                        "insert into users select i, 'first' || i, 'last' || i, 'nick' || i from generate_series(1, 500) i")
                .before("insert into users values (%1$d, 'new', 'one', 'nick')")
                .after("insert into users values (%1$d, 'new', 'two', 'nick')")
                .judge();
    }

    @Test
    void maybeNullAgain() throws Exception {
        OperationProof.of(
                        """
                        operations:
                          - alter_column: { table: users, column: last_name, nullable: true }
                        """)
                .given(
                        "create table users (id int primary key, first_name text not null, last_name text not null)",
                        "insert into users select i, 'first' || i, 'last' || i from generate_series(1, 500) i")
                .before("insert into users values (%1$d, 'new', 'one')")
                .after("insert into users values (%1$d, 'new', null)")
                .newRowsKeepItFromReturning()
                .judge();
    }

    @Test
    void hasADefaultACommentAndConstraints() throws Exception {
        OperationProof.of(
                        """
                        operations:
                          - alter_column:
                              table: users
                              column: last_name
                              default: "'nobody'"
                              comment: family name
                              check: { name: named, constraint: last_name <> '' }
                              unique: { name: users_last_name_key }
                          - alter_column: { table: users, column: first_name, default: null, comment: null }
                        """)
                .given(
                        "create table users (id int primary key, first_name text not null default 'x', last_name text not null)",
                        "comment on column users.first_name is 'given name'",
                        "insert into users select i, 'first' || i, 'last' || i from generate_series(1, 500) i")
                .before("insert into users values (%1$d, 'new', 'one%1$d')")
                .after("insert into users values (%1$d, 'new', 'two%1$d')")
                .judge();
    }
}
