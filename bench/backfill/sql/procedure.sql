-- A procedure of the server that commits after each thousand keys.
\set ON_ERROR_STOP on
alter table users add column email_lower text;
\if :uuid
create procedure fill() language plpgsql as $$
declare
    last uuid := '00000000-0000-0000-0000-000000000000';
begin
    loop
        with batch as materialized (select id from users where id > last order by id limit 1000),
             done as (update users set email_lower = lower(email) from batch where users.id = batch.id)
        select id into last from batch order by id desc limit 1;
        exit when not found;
        commit;
    end loop;
end $$;
\else
create procedure fill() language plpgsql as $$
declare
    first bigint := 1;
    last bigint := (select max(id) from users);
begin
    while first <= last loop
        update users set email_lower = lower(email) where id >= first and id < first + 1000;
        commit;
        first := first + 1000;
    end loop;
end $$;
\endif
call fill();
