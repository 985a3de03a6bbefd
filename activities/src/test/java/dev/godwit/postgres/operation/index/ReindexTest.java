package dev.godwit.postgres.operation.index;

import dev.godwit.postgres.operation.OperationProof;
import org.junit.jupiter.api.Test;

class ReindexTest {

    @Test
    void isBuiltAnew() throws Exception {
        OperationProof.of("operations: [ { reindex: { table: users } } ]")
                .given(
                        "create table users (id int primary key, first_name text not null, last_name text not null)",
                        "create unique index users_last_idx on users (last_name, id) where id > 10",
                        "insert into users select i, 'first' || i, 'last' || i from generate_series(1, 500) i",
                        "create table indexes as select relname, relfilenode from pg_class where relname like 'users\\_%'")
                .before("insert into users values (%1$d, 'new', 'one')")
                .after("update users set last_name = 'other' where id = %1$d")
                .changesNeitherSchemaNorRows()
                .results(
                        "select count(*) from indexes join pg_class using (relname) where indexes.relfilenode <> pg_class.relfilenode",
                        "2")
                .never("select indexrelid::regclass::text from pg_index where not indisvalid")
                .judge();
    }
}
