package dev.godwit.postgres.operation.constraint;

import dev.godwit.postgres.operation.OperationProof;
import org.junit.jupiter.api.Test;

class CreateConstraintTest {

    @Test
    void check() throws Exception {
        OperationProof.of(
                        """
                        operations:
                          - create_constraint:
                              table: users
                              name: names_differ
                              type: check
                              columns: [first_name, last_name]
                              check: first_name <> last_name
                              up: { first_name: first_name, last_name: last_name }
                              down: { first_name: first_name, last_name: last_name }
                        """)
                .given(
                        "create table users (id int primary key, first_name text not null, last_name text not null)",
                        "insert into users select i, 'first' || i, 'last' || i from generate_series(1, 500) i")
                .before("insert into users values (%1$d, 'new', 'one')")
                .after("insert into users values (%1$d, 'new', 'two')")
                .judge();
    }

    @Test
    void foreignKeyOfTwoColumns() throws Exception {
        OperationProof.of(
                        """
                        operations:
                          - create_constraint:
                              table: items
                              name: items_user_fk
                              type: foreign_key
                              columns: [user_first, user_last]
                              references: { table: users, columns: [first_name, last_name], on_delete: SET NULL, on_delete_set_columns: [user_last] }
                        """)
                .since(15)
                .given(
                        "create table users (id int primary key, first_name text not null, last_name text not null, unique (first_name, last_name))",
                        "create table items (id serial primary key, user_first text, user_last text)",
                        "insert into users select i, 'first' || i, 'last' || i from generate_series(1, 500) i")
                .before("insert into items (user_first, user_last) values ('first1', 'last1')")
                .after("insert into items (user_first, user_last) values ('first2', null)")
                .results(
                        "select indexdef from pg_indexes where indexname = 'items_user_first_user_last_idx'",
                        "CREATE INDEX items_user_first_user_last_idx ON public.items USING btree (user_first, user_last)")
                .judge();
    }

    @Test
    void foreignKeyOfAColumnThatIsMendedWithItsIndex() throws Exception {
        OperationProof.of(
                        """
                        operations:
                          - create_constraint:
                              table: items
                              name: items_user_fk
                              type: foreign_key
                              columns: [user_id]
                              references: { table: users, columns: [id], on_delete: CASCADE }
                              up: { user_id: "case when user_id <= 20 then user_id end" }
                              down: { user_id: user_id }
                        """)
                .given(
                        "create table users (id int primary key)",
                        "insert into users select generate_series(1, 20)",
                        "create table items (id serial primary key, user_id int)",
                        "create index items_user_id_idx on items (id) where id > 5",
                        "insert into items (user_id) select i % 30 + 1 from generate_series(1, 500) i")
                .before("insert into items (user_id) values (1)")
                .after("insert into items (user_id) values (2)")
                .never("select from items where user_id > 20")
                .results(
                        "select indexdef from pg_indexes where indexname = 'items_user_id_idx1'",
                        "CREATE INDEX items_user_id_idx1 ON public.items USING btree (user_id)")
                .orderMayDiffer()
                .judge();
    }

    @Test
    void foreignKeyWithoutAnIndex() throws Exception {
        OperationProof.of(
                        """
                        operations:
                          - create_constraint:
                              table: items
                              name: items_user_fk
                              type: foreign_key
                              columns: [user_id]
                              references: { table: users, columns: [id], index: false }
                        """)
                .given(
                        "create table users (id int primary key)",
                        "insert into users select generate_series(1, 20)",
                        "create table items (id serial primary key, user_id int)")
                .before("insert into items (user_id) values (1)")
                .after("insert into items (user_id) values (2)")
                .results("select count(*) from pg_indexes where tablename = 'items'", "1")
                .judge();
    }

    @Test
    void uniqueAndDeferrable() throws Exception {
        OperationProof.of(
                        """
                        operations:
                          - create_constraint: { table: users, name: once, type: unique, columns: [last_name, first_name], deferrable: true }
                        """)
                .given(
                        "create table users (id int primary key, first_name text not null, last_name text not null)",
                        "insert into users select i, 'first' || i, 'last' || i from generate_series(1, 500) i")
                .before("insert into users values (%1$d, 'new', 'one%1$d')")
                .after("insert into users values (%1$d, 'new', 'two%1$d')")
                .judge();
    }

    @Test
    void primaryKeyOfColumnsThatMayBeNull() throws Exception {
        OperationProof.of(
                        """
                        operations:
                          - create_constraint: { table: t, name: t_pkey, type: primary_key, columns: [a, b] }
                        """)
                .given(
                        "create table t (a int, b text, c text)",
                        "insert into t select i, 'b' || i, 'c' from generate_series(1, 500) i")
                .before("insert into t values (%1$d, 'b')")
                .after("insert into t values (%1$d, 'b')")
                .judge();
    }

    @Test
    void whichMendsRowsOfTwoColumns() throws Exception {
        OperationProof.of(
                        """
                        operations:
                          - create_constraint:
                              type: check
                              table: rooms
                              name: sane
                              columns: [low, high]
                              check: low between 0 and 99 and (high is null or high >= 100)
                              up: { low: "least(low, 99)", high: "greatest(high, 100)" }
                              down: { low: low, high: high }
                        """)
                .given(
                        "create table rooms (id int primary key, low int not null default 0, high int)",
                        "insert into rooms select i, i * 7 % 500, case when i % 9 > 0 then i * 11 % 1500 end from generate_series(1, 500) i",
                        "create index rooms_low on rooms (low)")
                .before(
                        "insert into rooms (id, low, high) values (%1$d, 1, 200)",
                        "update rooms set low = 0 where id = %1$d %% 500")
                .after("insert into rooms (id, high) values (%1$d, 700)")
                .never("select id from rooms where low > 99 or high < 100")
                .orderMayDiffer()
                .judge();
    }
}
