package dev.godwit.postgres.operation.table;

import dev.godwit.postgres.operation.OperationProof;
import org.junit.jupiter.api.Test;

class CreateTableTest {

    @Test
    void ofAllSortsOfColumns() throws Exception {
        OperationProof.of(
                        """
                        operations:
                          - create_table:
                              name: shop."Order Items"
                              comment: what was ordered
                              columns:
                                - { name: id, type: bigint, pk: true, generated: { identity: { user_specified_values: BY DEFAULT, sequence_options: start with 100 } } }
                                - { name: user_id, type: int, references: { name: items_user_fk, table: users, column: id, on_delete: CASCADE } }
                                - { name: giver_id, type: int, nullable: true, references: { name: items_giver_fk, table: users } }
                                - { name: price, type: "numeric(10,2)", default: "0", check: { name: price_positive, constraint: price >= 0 } }
                                - { name: gross, type: numeric, nullable: true, generated: { expression: price * 1.2 } }
                                - { name: at, type: timestamptz, default: now(), comment: when }
                                - { name: mood, type: mood, nullable: true, unique: true }
                              constraints:
                                - { name: once, type: unique, columns: [user_id, at], deferrable: true, initially_deferred: true, index_parameters: { include_columns: [price], storage_parameters: fillfactor = 70 } }
                                - { name: cheap, type: check, check: price < 1000000, no_inherit: true }
                                - { name: apart, type: exclude, exclude: { index_method: btree, elements: id with =, predicate: price > 5 } }
                          - create_index: { table: 'shop."Order Items"', name: items_at_idx, columns: { at: { sort: DESC } } }
                        """)
                .given(
                        "create schema shop",
                        "create type shop.mood as enum ('good', 'bad')",
                        "create table users (id int primary key, first_name text not null, last_name text not null)",
                        "insert into users select i, 'first' || i, 'last' || i from generate_series(1, 500) i")
                .before("insert into users values (%1$d, 'new', 'one')")
                .after(
                        "insert into shop.\"Order Items\" (user_id, at) values (1, now() + interval '%1$d seconds')")
                .results(
                        "select indexdef from pg_indexes where indexname = 'Order Items_giver_id_idx'",
                        "CREATE INDEX \"Order Items_giver_id_idx\" ON shop.\"Order Items\" USING btree (giver_id)")
                .judge();
    }
}
