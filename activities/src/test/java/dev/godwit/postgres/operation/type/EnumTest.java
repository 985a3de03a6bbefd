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
}
