package dev.godwit.postgres.operation.partition;

import dev.godwit.postgres.operation.OperationProof;
import org.junit.jupiter.api.Test;

/** Bounds of the other kinds. */
class BoundsTest {

    @Test
    void ofAHash() throws Exception {
        OperationProof.of(
                        """
                        operations:
                          - attach_partition: { table: h, partition: h1, for_values: "WITH (MODULUS 2, REMAINDER 1)" }
                        """)
                .given(
                        "create table h (id int, x text) partition by hash (id)",
                        "create table h0 partition of h for values with (modulus 2, remainder 0)",
                        "create table h1 (id int, x text)",
                        "insert into h1 select i from generate_series(1, 300) i where satisfies_hash_partition('h'::regclass, 2, 1, i)",
                        "create table other (id int)")
                .before("insert into other values (%1$d)")
                .after("insert into h values (%1$d)")
                .judge();
    }

    @Test
    void ofAListAndBesideADefault() throws Exception {
        OperationProof.of(
                        "operations: [ { detach_partition: { table: countries, partition: swiss } } ]")
                .given(
                        "create schema shop",
                        "create table countries (country text, n int) partition by list (country)",
                        "create table swiss partition of countries for values in ('CH', null)",
                        "create table others partition of countries default",
                        "insert into countries select case when i % 2 = 0 then 'CH' else 'AT' end, i from generate_series(1, 300) i")
                .before("insert into countries values ('FR', %1$d)")
                .after("insert into countries values ('IT', %1$d)")
                .results("select count(*) from swiss", "150")
                .judge();
    }
}
