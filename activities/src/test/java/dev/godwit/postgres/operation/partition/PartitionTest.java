package dev.godwit.postgres.operation.partition;

import dev.godwit.postgres.operation.OperationProof;
import org.junit.jupiter.api.Test;

class PartitionTest {

    private static final String[] EVENTS = {
        "create table people (id int primary key)",
        "insert into people select i from generate_series(1, 50) i",
        "create table events (id int not null, at date not null, kind text, person int constraint events_person_fk references people,"
                + " constraint events_kind check (kind <> ''), constraint events_pk primary key (id, at)) partition by range (at)",
        "create index events_kind_idx on events (lower(kind) text_pattern_ops, at desc) where id > 3",
        "create unique index events_once on events (at, id)",
        "create function touch() returns trigger language plpgsql as 'begin return new; end'",
        "create trigger touched before update on events for each row execute function touch()",
        "create table events_01 partition of events for values from ('2026-01-01') to ('2026-02-01')",
        "insert into events select i, date '2026-01-01' + i %% 30, 'k' || i, 1 + i %% 50 from generate_series(1, 300) i"
                .replace("%%", "%")
    };

    private static final String WRITE = "insert into events values (%1$d, '2026-01-15', 'new', 7)";
    private static final String CHANGE =
            "update events set kind = 'other' where id = %1$d and at = '2026-01-15'";

    @Test
    void isAttachedBesideADefaultPartition() throws Exception {
        OperationProof.of(
                        """
                        operations:
                          - attach_partition: { table: events, partition: events_02, for_values: "FROM ('2026-02-01') TO ('2026-03-01')" }
                        """)
                .given(EVENTS)
                .given(
                        "create table events_rest partition of events default",
                        "insert into events values (1, '2025-01-01', 'old', null)",
                        "create table events_02 (person int, kind text, at date not null, id int not null, constraint february primary key (id, at))",
                        "insert into events_02 select 1 + i % 50, 'k' || i, date '2026-02-01' + i % 28, i from generate_series(1, 300) i")
                .before(
                        WRITE,
                        CHANGE,
                        "insert into events_02 values (2, 'new', '2026-02-03', %1$d)")
                .after(WRITE, "insert into events values (%1$d + 5000000, '2025-02-03', 'new', 2)")
                .results("select count(*) from events where at >= '2026-02-01'", "300")
                .judge();
    }

    @Test
    void isDetachedConcurrently() throws Exception {
        OperationProof.of(
                        "operations: [ { detach_partition: { table: events, partition: events_02 } } ]")
                .given(EVENTS)
                .given(
                        "create table events_02 partition of events for values from ('2026-02-01') to ('2026-03-01')",
                        "insert into events select i, date '2026-02-01' + i % 28, 'k' || i, 1 + i % 50 from generate_series(1, 300) i")
                .before(WRITE, CHANGE)
                .after(WRITE, CHANGE)
                .results("select count(*) from events where at >= '2026-02-01'", "0")
                .results("select count(*) from events_02", "300")
                .judge();
    }
}
