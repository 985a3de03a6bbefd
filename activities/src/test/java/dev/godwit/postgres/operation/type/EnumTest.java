package dev.godwit.postgres.operation.type;

import dev.godwit.postgres.operation.OperationProof;
import org.junit.jupiter.api.Test;

class EnumTest {

    private static final String[] ORDERS = {
        "create type order_status as enum ('new', 'paid', 'it''s late')",
        "create table orders (id int primary key, status order_status not null default 'new')",
        "insert into orders select i from generate_series(1, 300) i"
    };

    @Test
    void isMadeAndUsed() throws Exception {
        OperationProof.of(
                        """
                        operations:
                          - create_enum: { name: speed, values: [ slow, "o'fast" ], comment: "how 'fast'" }
                          - add_column: { table: orders, column: { name: speed, type: speed, default: "'slow'" }, up: "(case when id > 9 then 'slow' else 'o''fast' end)::speed" }
                        """)
                .given(ORDERS)
                .before("insert into orders (id) values (%1$d)")
                .after("insert into orders (id, speed) values (%1$d, default)")
                .results("select count(*) from orders where speed = 'o''fast'", "9")
                .judge();
    }

    @Test
    void getsAValueThatStays() throws Exception {
        OperationProof.of(
                        "operations: [ { add_enum_value: { type: order_status, value: sent, after: paid } } ]")
                .given(ORDERS)
                .before("insert into orders (id, status) values (%1$d, 'paid')")
                .after("update orders set status = 'paid' where id = %1$d")
                .stays("alter type order_status add value 'sent' after 'paid'")
                .judge();
    }

    @Test
    void hasAValueRenamed() throws Exception {
        OperationProof.of(
                        "operations: [ { rename_enum_value: { type: order_status, from: it's late, to: late } } ]")
                .given(ORDERS)
                .before("insert into orders (id) values (%1$d)")
                .after("insert into orders (id) values (%1$d)")
                .judge();
    }

    @Test
    void goesWithAllItHad() throws Exception {
        OperationProof.of("operations: [ { drop_enum: { name: \"Odd.Mood\" } } ]")
                .given(
                        "create schema \"Odd\"",
                        "create type \"Odd\".\"Mood\" as enum ('x', E'back\\\\slash')",
                        "comment on type \"Odd\".\"Mood\" is 'it''s odd'",
                        "do $$ begin create role \"godwit reader\"; exception when duplicate_object then null; end $$",
                        "alter default privileges in schema \"Odd\" grant usage on types to \"godwit reader\" with grant option",
                        "revoke usage on type \"Odd\".\"Mood\" from public",
                        "grant usage on type \"Odd\".\"Mood\" to pg_monitor with grant option",
                        "alter type \"Odd\".\"Mood\" owner to \"godwit reader\"",
                        "create table t (id int)")
                .before("insert into t values (%1$d)")
                .after("insert into t values (%1$d)")
                .judge();
    }

    @Test
    void losesAValue() throws Exception {
        OperationProof.of(
                        """
                        operations:
                          - drop_enum_value:
                              type: order_status
                              value: it's late
                              to: paid
                              columns: [ { table: orders, column: status }, { table: orders, column: past }, { table: "Log", column: "Was" } ]
                        """)
                .given(
                        "create type order_status as enum ('new', 'paid', 'it''s late')",
                        "comment on type order_status is 'of an order'",
                        "grant usage on type order_status to pg_monitor with grant option",
                        "create table orders (id int primary key, status order_status not null default 'it''s late', past order_status[] default '{new}', check (status <> 'paid' or id > 0))",
                        "create index open_idx on orders (id, status) where status = 'new'",
                        "create table \"Log\" (id int primary key, \"Was\" order_status)",
                        "insert into orders select i, (enum_range(null::order_status))[1 + i % 3], array['new', 'it''s late']::order_status[] from generate_series(1, 500) i",
                        "insert into \"Log\" select i, case when i % 4 > 0 then (enum_range(null::order_status))[i % 4] end from generate_series(1, 500) i")
                .before(
                        "insert into orders (id, status) values (%1$d, 'new'::order_status)",
                        "update orders set status = 'paid' where id = %1$d %% 500",
                        "insert into \"Log\" values (%1$d, 'new')")
                .after(
                        "insert into orders (id, past) values (%1$d, array['paid'::order_status])",
                        "insert into \"Log\" values (-%1$d, 'new'::order_status)",
                        "update \"Log\" set \"Was\" = 'new' where id = %1$d %% 500")
                .results("select array_to_string(enum_range(null::order_status), ' ')", "new paid")
                .results("select count(*) from orders where past[2] = 'paid'", "500")
                .orderMayDiffer()
                .judge();
    }

    @Test
    void goesWithTheLastColumnsOfIt() throws Exception {
        OperationProof.of(
                        """
                        operations:
                          - drop_column: { table: orders, column: past, down: "'paid'" }
                          - alter_column: { table: orders, column: status, type: text }
                          - drop_enum: { name: order_status }
                        """)
                .given(ORDERS)
                .given(
                        "alter table orders add past order_status not null default 'new'",
                        "update orders set past = 'paid' where id > 9")
                .before("insert into orders (id, status) values (%1$d, 'paid')")
                .after("insert into orders (id, status) values (%1$d, 'new')")
                .results("select count(*) from pg_type where typname = 'order_status'", "0")
                .orderMayDiffer()
                .judge();
    }
}
