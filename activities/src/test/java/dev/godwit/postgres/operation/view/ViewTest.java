package dev.godwit.postgres.operation.view;

import dev.godwit.postgres.operation.OperationProof;
import org.junit.jupiter.api.Test;

class ViewTest {

    private static final String[] ORDERS = {
        "create table orders (id int primary key, country text not null, total int not null)",
        "insert into orders select i, case when i % 3 = 0 then 'CH' else 'AT' end, i from generate_series(1, 300) i",
        "do $$ begin create role \"godwit reader\"; exception when duplicate_object then null; end $$",
        "grant select on orders to \"godwit reader\"",
        "alter default privileges grant select on tables to \"godwit reader\" with grant option",
        "create function nothing() returns trigger language plpgsql as 'begin return null; end'"
    };

    private static final String[] DRESSED = {
        "create view swiss (n, worth) with (security_barrier = true, check_option = local) as select id, total from orders where country = 'CH'",
        "alter view swiss alter column worth set default 7",
        "comment on view swiss is 'it''s swiss'",
        "comment on column swiss.worth is E'in\\\\francs'",
        "revoke all on swiss from \"godwit reader\"",
        "grant select (n), update (worth) on swiss to pg_monitor",
        "grant insert, trigger on swiss to pg_monitor with grant option",
        "create trigger ins instead of insert on swiss for each row execute function nothing()",
        "comment on trigger ins on swiss is 'does nothing'",
        "create rule no_delete as on delete to swiss do instead nothing",
        "alter view swiss owner to \"godwit reader\""
    };

    private static final String WRITE =
            "insert into orders (id, country, total) values (%1$d, 'CH', 5)";

    @Test
    void bothKindsAreMade() throws Exception {
        OperationProof.of(
                        """
                        operations:
                          - create_view: { name: swiss, as: "select * from orders where country = 'CH' -- only", options: security_barrier = true, comment: it's new }
                          - create_view: { name: sums, materialized: true, as: "select country, sum(total) from orders group by 1;" }
                          - create_view: { name: empty, materialized: true, with_data: false, as: select 1 as one }
                        """)
                .given(ORDERS)
                .before(WRITE)
                .after(WRITE)
                .results(
                        "select count(*) || ' ' || (select count(*) from sums) from swiss", "100 2")
                .judge();
    }

    @Test
    void isReplacedWhateverItsColumns() throws Exception {
        OperationProof.of(
                        "operations: [ { create_view: { name: swiss, replace: true, as: \"select id, total, 'CH' as country from orders where country = 'CH'\" } } ]")
                .given(ORDERS)
                .given(DRESSED)
                .before(WRITE)
                .after(WRITE)
                .results(
                        "select pg_get_userbyid(relowner) from pg_class where relname = 'swiss'",
                        "godwit reader")
                .results(
                        "select string_agg(tgname, ' ') from pg_trigger where tgrelid = 'swiss'::regclass",
                        "ins")
                .results(
                        "select string_agg(rulename, ' ' order by rulename) from pg_rewrite where ev_class = 'swiss'::regclass",
                        "_RETURN no_delete")
                .judge();
    }

    @Test
    void keepsWhatItsColumnsHadWhenItIsReplaced() throws Exception {
        OperationProof.of(
                        "operations: [ { create_view: { name: swiss, replace: true, as: \"select id as n, total as worth, true as new from orders where country = 'CH'\" } } ]")
                .given(ORDERS)
                .given(DRESSED)
                .before(WRITE)
                .after(WRITE)
                .results(
                        "select col_description('swiss'::regclass, 2) || ' ' || has_column_privilege('pg_monitor', 'swiss', 'worth', 'update') || ' ' || has_column_privilege('pg_monitor', 'swiss', 'new', 'update') || ' ' || (select pg_get_expr(adbin, adrelid) from pg_attrdef where adrelid = 'swiss'::regclass and adnum = 2)",
                        "in\\francs true false 7")
                .judge();
    }

    @Test
    void bothKindsGoWithAllTheyHad() throws Exception {
        OperationProof.of(
                        """
                        operations:
                          - drop_view: { name: sums }
                          - drop_view: { name: swiss }
                        """)
                .given(ORDERS)
                .given(DRESSED)
                .given(
                        "create materialized view sums with (fillfactor = 80) as select n % 2 as odd, sum(worth) as worth from swiss group by 1",
                        "create unique index sums_odd on sums (odd)",
                        "comment on index sums_odd is 'by parity'",
                        "alter materialized view sums cluster on sums_odd",
                        "alter materialized view sums alter column worth set statistics 50",
                        "comment on materialized view sums is 'sums'",
                        "grant select on sums to public")
                .before(WRITE)
                .after(WRITE)
                .judge();
    }

    @Test
    void isRefreshed() throws Exception {
        OperationProof.of("operations: [ { refresh_materialized_view: { name: sums } } ]")
                .given(ORDERS)
                .given(
                        "create materialized view sums as select country, count(*) as n from orders group by 1",
                        "create unique index sums_country on sums (country)",
                        "insert into orders values (-1, 'CH', 5)")
                .before(WRITE)
                .after(WRITE)
                .changesNeitherSchemaNorRows()
                .results("select n from sums where country = 'CH'", "101")
                .judge();
    }
}
