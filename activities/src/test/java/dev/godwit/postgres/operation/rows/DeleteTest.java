package dev.godwit.postgres.operation.rows;

import dev.godwit.postgres.operation.OperationProof;
import org.junit.jupiter.api.Test;

class DeleteTest {

    @Test
    void keepsWholeRowsOfEveryKind() throws Exception {
        OperationProof.of(
                        """
                        operations:
                          - delete: { table: Events, where: kind = 'noise' }
                        """)
                .given(
                        "create table \"Events\" (region text collate \"C\", id bigint generated always as identity, kind varchar(10) not null, data json, tags text[], twice bigint generated always as (id * 2) stored, \"Odd \"\" name\" xml, at timestamptz not null default '2026-01-01', primary key (region, id))",
                        "insert into \"Events\" (region, kind, data, tags) select 'eu', case when i % 3 = 0 then 'noise' else 'sound' end, case when i % 7 = 0 then '{\"a\":  1}'::json end, array['x', null] from generate_series(1, 500) i",
                        "create table items (id serial primary key, region text, event bigint, foreign key (region, event) references \"Events\")")
                .before(
                        "insert into \"Events\" (region, kind) values ('us', 'sound')",
                        "update \"Events\" set data = '{\"b\": 2}' where id = %1$d % 500"
                                .replace("% 500", "%% 500"))
                .after("insert into \"Events\" (region, kind) values ('us', 'sound')")
                .results("select count(*) from \"Events\" where kind = 'noise'", "0")
                .judge();
    }
}
