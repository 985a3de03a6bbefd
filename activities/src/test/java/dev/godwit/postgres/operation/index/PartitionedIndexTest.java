package dev.godwit.postgres.operation.index;

import dev.godwit.postgres.operation.OperationProof;
import org.junit.jupiter.api.Test;

class PartitionedIndexTest {

    private static final String[] EVENTS = {
        "create schema old",
        "create table events (id int not null, at date not null, kind text not null, note text) partition by range (at)",
        "create table events_01 partition of events for values from ('2026-01-01') to ('2026-02-01')",
        "create table old.events_02 partition of events for values from ('2026-02-01') to ('2026-03-01')",
        "create table events_03 partition of events for values from ('2026-03-01') to ('2026-04-01') partition by list (kind)",
        "create table events_03_a (note text, kind text not null, id int not null, at date not null)",
        "alter table events_03 attach partition events_03_a for values in ('a')",
        "create table events_03_rest partition of events_03 default",
        "create table \"events 04\" partition of events for values from ('2026-04-01') to ('2026-05-01') partition by list (kind)",
        "insert into events select i, date '2026-01-01' + i % 90, chr(97 + i % 3), 'n' || i from generate_series(1, 300) i"
    };

    private static final String[] WRITES = {
        "insert into events values (%1$d, '2026-01-15', 'a', 'new'), (%1$d, '2026-03-15', 'a', 'new')",
        "update events set at = '2026-02-15', note = 'other' where id = %1$d and at = '2026-01-15'",
        "delete from events where id = %1$d - 3 and at = '2026-03-15'"
    };

    @Test
    void isBuilt() throws Exception {
        OperationProof.of(
                        """
                        operations:
                          - create_index:
                              table: events
                              name: events_note_idx
                              columns: { note: { collate: C, sort: DESC }, at: {} }
                              predicate: id > 0
                              storage_parameters: fillfactor = 80
                        """)
                .given(EVENTS)
                .given("create index events_01_note_at_idx on events (id)")
                .before(WRITES)
                .after(WRITES)
                .results(
                        "select count(*) from pg_partition_tree('events_note_idx') t join pg_index x on x.indexrelid = t.relid and x.indisvalid",
                        "7")
                .results(
                        "select string_agg(c.relname, ', ' order by c.relname) from pg_partition_tree('events_note_idx') t join pg_class c on c.oid = t.relid",
                        "events 04_note_at_idx, events_01_note_at_idx1, events_02_note_at_idx, events_03_a_note_at_idx,"
                                + " events_03_note_at_idx, events_03_rest_note_at_idx, events_note_idx")
                .judge();
    }

    @Test
    void isBuiltUnique() throws Exception {
        OperationProof.of(
                        """
                        operations:
                          - create_index: { table: events, name: events_once, unique: true, columns: { at: {}, id: {}, kind: {} } }
                        """)
                .given(EVENTS)
                .before(WRITES[0], WRITES[2])
                .after(WRITES[0])
                .judge();
    }

    @Test
    void isDropped() throws Exception {
        OperationProof.of("operations: [ { drop_index: { name: events_note } } ]")
                .given(EVENTS)
                .given(
                        "create index odd on events_01 (lower(note) text_pattern_ops, at) with (fillfactor = 70) where id > 3",
                        "create index events_note on events (lower(note) text_pattern_ops, at) where id > 3",
                        "create index other on events_01 (lower(note) text_pattern_ops, at) where id > 3")
                .before(WRITES)
                .after(WRITES)
                .judge();
    }
}
