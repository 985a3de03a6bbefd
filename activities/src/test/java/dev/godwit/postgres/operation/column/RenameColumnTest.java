package dev.godwit.postgres.operation.column;

import dev.godwit.postgres.operation.OperationProof;
import org.junit.jupiter.api.Test;

class RenameColumnTest {

    @Test
    void withAllThatStandsOnIt() throws Exception {
        OperationProof.of(
                        """
                        operations:
                          - rename_column: { table: users, from: Mail, to: email }
                        """)
                .given(
                        "create table places (code text primary key)",
                        "insert into places values ('home'), ('work')",
                        "create table users (id int primary key, \"Mail\" text collate \"C\" not null check (\"Mail\" <> ''), place text default 'home' references places,"
                                + " constraint once unique (\"Mail\", id) deferrable)",
                        "insert into users select i, 'mail' || i, case when i % 3 > 0 then 'work' end from generate_series(1, 500) i",
                        "create index mail_idx on users (upper(\"Mail\"), \"Mail\") include (place) where \"Mail\" > 'm'",
                        "comment on column users.\"Mail\" is 'as it was written'",
                        "comment on constraint once on users is 'each once'",
                        "alter table users alter column \"Mail\" set statistics 500")
                .before(
                        "insert into users (id, \"Mail\") values (%1$d, 'old%1$d')",
                        "update users set \"Mail\" = 'changed%1$d' where id = %1$d %% 500")
                .after(
                        "insert into users (id, email) values (%1$d, 'new%1$d')",
                        "update users set email = 'other%1$d' where id = %1$d %% 500")
                .results(
                        "select string_agg(indexdef, '; ' order by indexname) from pg_indexes where tablename = 'users' and indexname <> 'users_pkey'",
                        "CREATE INDEX mail_idx ON public.users USING btree (upper(email), email) INCLUDE (place) WHERE (email > 'm'::text);"
                                + " CREATE UNIQUE INDEX once ON public.users USING btree (email, id)")
                .results(
                        "select string_agg(conname || ' ' || pg_get_constraintdef(oid), '; ' order by conname) from pg_constraint where conrelid = 'users'::regclass and contype in ('c', 'u')",
                        "once UNIQUE (email, id) DEFERRABLE; users_Mail_check CHECK ((email <> ''::text))")
                .results(
                        "select count(*) from users where email = 'mail' || id and place is distinct from 'home'",
                        "500")
                .orderMayDiffer()
                .judge();
    }

    @Test
    void withADefault() throws Exception {
        OperationProof.of(
                        """
                        operations:
                          - rename_column: { table: orders, from: state, to: status }
                        """)
                .given(
                        "create table orders (id int primary key, state text default 'new', note text)",
                        "insert into orders select i, case when i % 5 > 0 then 'sent' end from generate_series(1, 500) i")
                .before(
                        "insert into orders (id) values (%1$d)",
                        "insert into orders (id, state) values (-%1$d, 'old')",
                        "update orders set state = null where id = %1$d %% 500")
                .after(
                        "insert into orders (id) values (%1$d)",
                        "insert into orders (id, status) values (-%1$d, 'fresh')",
                        "update orders set status = 'later' where id = %1$d %% 500")
                .never("select id from orders where id < 0 and status not in ('old', 'fresh')")
                .results("select count(*) from orders where status is null", "100")
                .orderMayDiffer()
                .judge();
    }
}
