package dev.godwit.postgres.operation.column;

import dev.godwit.postgres.operation.OperationProof;
import org.junit.jupiter.api.Test;

class ChangeTypeTest {

    @Test
    void byASecondColumn() throws Exception {
        OperationProof.of(
                        """
                        operations:
                          - alter_column: { table: items, column: "Price", type: "numeric(10,2)", up: '"Price" / 100.0', down: '"Price" * 100' }
                        """)
                .given(
                        "create table items (id int primary key, \"Price\" int not null default 100 check (\"Price\" >= 0), name text)",
                        "insert into items select i, i * 10, 'item ' || i from generate_series(1, 500) i",
                        "create index price_idx on items (\"Price\" desc)",
                        "comment on index price_idx is 'for the shelf'",
                        "comment on column items.\"Price\" is 'in cents'")
                .before(
                        "insert into items (id, name) values (%1$d, 'one')",
                        "update items set \"Price\" = \"Price\" + 1 where id = %1$d %% 500")
                .after(
                        "insert into items (id, name) values (%1$d, 'two')",
                        "update items set \"Price\" = \"Price\" + 1 where id = %1$d %% 500")
                .results("select sum(\"Price\") from items", "12525.00")
                .results("select obj_description('price_idx'::regclass)", "for the shelf")
                .results(
                        "select format_type(atttypid, atttypmod) from pg_attribute where attrelid = 'items'::regclass and attname = 'Price'",
                        "numeric(10,2)")
                .orderMayDiffer()
                .judge();
    }

    @Test
    void filledBeforeItsTriggerIsMade() throws Exception {
        OperationProof.of(
                        """
                        operations:
                          - alter_column: { table: items, column: number, type: bigint, up: number, down: number }
                        backfill: { trigger: late }
                        """)
                .given(
                        "create table items (id int primary key, number int not null unique check (number > 0), name text)",
                        "insert into items select i, i, 'item ' || i from generate_series(1, 500) i")
                .before(
                        "insert into items (id, number, name) values (%1$d, %1$d, 'one')",
                        "update items set number = number + 100000 where id = %1$d %% 500")
                .after("insert into items (id, number, name) values (%1$d, %1$d, 'two')")
                .results(
                        "select format_type(atttypid, atttypmod) from pg_attribute where attrelid = 'items'::regclass and attname = 'number'",
                        "bigint")
                .orderMayDiffer()
                .judge();
    }

    @Test
    void withAnotherName() throws Exception {
        OperationProof.of(
                        """
                        operations:
                          - alter_column: { table: readings, column: at, name: taken_at, type: timestamptz, up: "to_timestamp(at)", down: "extract(epoch from at)" }
                        """)
                .given(
                        "create table readings (id int primary key, at bigint)",
                        "insert into readings select i, case when i % 7 > 0 then 1700000000 + i end from generate_series(1, 500) i")
                .before(
                        "insert into readings values (%1$d, 1700000000)",
                        "update readings set at = at + 1 where id = %1$d %% 500")
                .after(
                        "insert into readings (id, taken_at) values (%1$d, '2024-01-01 00:00Z')",
                        "update readings set taken_at = taken_at + interval '1 hour' where id = %1$d %% 500")
                .results(
                        "select extract(epoch from max(taken_at))::bigint from readings",
                        "1700000500")
                .orderMayDiffer()
                .judge();
    }

    @Test
    void inTheCatalogAlone() throws Exception {
        OperationProof.of(
                        """
                        operations:
                          - alter_column: { table: users, column: name, type: text }
                          - alter_column: { table: users, column: share, type: "numeric(12,2)" }
                        """)
                .given(
                        "create table users (id int primary key, name varchar(20), share numeric(10,2))",
                        "insert into users select i, 'name' || i, i / 3.0 from generate_series(1, 500) i",
                        "create index name_idx on users (name)")
                .before("insert into users values (%1$d, 'one', 1)")
                .after("update users set name = 'two' where id = %1$d %% 500")
                .results("select pg_typeof(name)::text from users limit 1", "text")
                .judge();
    }

    @Test
    void whereRowsAreMended() throws Exception {
        OperationProof.of(
                        """
                        operations:
                          - alter_column:
                              table: posts
                              column: title
                              nullable: false
                              check: { name: title_length, constraint: length(title) > 3 }
                              unique: { name: title_once }
                              up: "(SELECT CASE WHEN title IS NULL OR length(title) <= 3 THEN lpad(coalesce(title, ''), 4, '-') || id ELSE title END)"
                              down: title
                        """)
                .given(
                        "create table posts (id int primary key, title varchar(50))",
                        "insert into posts select i, case when i % 5 > 0 then repeat('x', i % 6) || case when i % 6 > 3 then i::text else '' end end from generate_series(1, 500) i")
                .before(
                        "insert into posts values (%1$d, 'old title %1$d')",
                        "update posts set title = title where id = %1$d %% 500")
                .after("insert into posts values (%1$d, 'title %1$d')")
                .never("select id from posts where title is null or length(title) <= 3")
                .orderMayDiffer()
                .judge();
    }

    @Test
    void whereRowsAreMendedInAnotherTypeAndTheDefaultWithThem() throws Exception {
        OperationProof.of(
                        """
                        operations:
                          - alter_column:
                              table: crates
                              column: label
                              type: text
                              nullable: false
                              check: { name: label_length, constraint: length(label) > 3 }
                              up: SELECT CASE WHEN label IS NULL OR length(label) <= 3 THEN lpad(coalesce(label, ''), 4, '-') ELSE label END
                              down: label
                        """)
                .given(
                        "create table crates (id int primary key, label varchar(50) default 'no')",
                        "insert into crates select i, case when i % 5 > 0 then repeat('x', i % 6) end from generate_series(1, 500) i")
                .before(
                        "insert into crates values (%1$d, 'old label %1$d')",
                        "update crates set label = 'other %1$d' where id = %1$d %% 500")
                .after(
                        "insert into crates values (%1$d, 'label %1$d')",
                        "insert into crates (id) values (-%1$d)")
                .never("select id from crates where label is null or length(label) <= 3")
                .never("select id from crates where id < 0 and label <> '--no'")
                .orderMayDiffer()
                .judge();
    }
}
