package dev.godwit.postgres.operation.routine;

import dev.godwit.postgres.operation.OperationProof;
import org.junit.jupiter.api.Test;

class RoutineTest {

    private static final String[] ORDERS = {
        "create table orders (id int primary key, total int not null, touched int not null default 0)",
        "insert into orders select i, i from generate_series(1, 300) i",
        "do $$ begin create role \"godwit reader\"; exception when duplicate_object then null; end $$",
        "alter default privileges grant execute on functions to \"godwit reader\"",
        "create type mood as enum ('sad')"
    };

    private static final String WRITE = "insert into orders values (%1$d, 5)";
    private static final String CHANGE = "update orders set total = 6 where id = %1$d";

    @Test
    void functionAndTriggerAreMade() throws Exception {
        OperationProof.of(
                        """
                        operations:
                          - create_function:
                              definition: |
                                create function touch() returns trigger language plpgsql as $$
                                begin new.touched := new.touched + 1; return new; end $$;
                              comment: it's counted
                          - create_function: { definition: "create procedure public.noop(out x int, m mood, n numeric(5,2)[] default '{}') language sql as 'select 1'" }
                          - create_trigger: { definition: create trigger touched before update on orders for each row execute function touch(), comment: counts }
                        """)
                .given(ORDERS)
                .before(WRITE, CHANGE)
                .after(WRITE, CHANGE)
                .judge();
    }

    @Test
    void functionAndTriggerAreReplaced() throws Exception {
        OperationProof.of(
                        """
                        operations:
                          - create_function: { definition: "create or replace function touch() returns trigger language plpgsql as 'begin new.touched := 7; return new; end'", comment: other }
                          - create_trigger: { definition: "create or replace trigger touched before insert on orders for each row execute function touch()" }
                        """)
                .given(ORDERS)
                .given(
                        "create function touch() returns trigger language plpgsql security definer set work_mem = '1MB' as 'begin return new; end'",
                        "comment on function touch() is E'it''s\\\\old'",
                        "revoke execute on function touch() from public",
                        "create trigger touched after update of total on orders for each row when (new.total > 3) execute function touch()",
                        "comment on trigger touched on orders is 'old'",
                        "alter table orders enable replica trigger touched")
                .before(WRITE, CHANGE)
                .after(WRITE, CHANGE)
                .results("select count(*) from orders where touched = 7", "0")
                .judge();
    }

    @Test
    void triggerAndFunctionGo() throws Exception {
        OperationProof.of(
                        """
                        operations:
                          - drop_trigger: { table: orders, name: touched }
                          - drop_function: { name: touch }
                          - drop_function: { name: "worth(int, mood)" }
                        """)
                .given(ORDERS)
                .given(
                        "create function touch() returns trigger language plpgsql security definer set search_path = pg_temp as 'begin return new; end'",
                        "comment on function touch() is 'old'",
                        "revoke execute on function touch() from \"godwit reader\"",
                        "alter function touch() owner to \"godwit reader\"",
                        "create constraint trigger touched after update on orders deferrable initially deferred for each row execute function touch()",
                        "comment on trigger touched on orders is 'old'",
                        "alter table orders disable trigger touched",
                        "create function worth(a int, b mood default 'sad') returns table (x int) language sql stable rows 7 begin atomic select total from orders where id = a; end",
                        "create function worth(a int) returns int language sql as 'select 1'",
                        "grant execute on function worth(int, mood) to pg_monitor with grant option")
                .before(WRITE, CHANGE)
                .after(WRITE, CHANGE)
                .judge();
    }
}
