-- A table as it is before the migration. Variables: rows, uuid, filler, indexes, visits.
\set ON_ERROR_STOP on
create extension pg_prewarm;
set work_mem = '512MB';
set maintenance_work_mem = '512MB';
\if :uuid
create table users (id uuid not null default gen_random_uuid(), email text, name text, created_at timestamptz, filler text);
insert into users
select md5('k' || g)::uuid, 'User.' || g || '@Example.' || (g % 97) || '.com', 'name ' || (g % 1000),
       '2020-01-01'::timestamptz + g * '1 s'::interval, repeat('x', :filler)
from generate_series(1, :rows) g;
\else
create table users (id bigint not null, email text, name text, created_at timestamptz, filler text);
insert into users
select g, 'User.' || g || '@Example.' || (g % 97) || '.com', 'name ' || (g % 1000),
       '2020-01-01'::timestamptz + g * '1 s'::interval, repeat('x', :filler)
from generate_series(1, :rows) g;
create sequence users_id_seq owned by users.id;
select setval('users_id_seq', :rows);
alter table users alter id set default nextval('users_id_seq');
\endif
\if :visits
-- Its second statement writes the table anew, without gaps. What a row should hold can be told from created_at.
alter table users add column visits integer not null default 0;
alter table users alter column visits type integer using extract(epoch from created_at - '2020-01-01')::integer % 100003;
\endif
alter table users add primary key (id);
select :indexes >= 1 as one, :indexes >= 2 as two \gset
\if :one
create index users_email on users (email);
\endif
\if :two
create index users_created_at on users (created_at);
\endif
-- What a worker fills before anything is measured: one that has been running for a while.
create table warm (id bigint primary key, email text);
insert into warm select g, 'User.' || g || '@Example.com' from generate_series(1, 20000) g;
\if :visits
alter table warm add column visits integer not null default 0;
\endif
alter table users owner to godwit;
alter table warm owner to godwit;
alter schema public owner to godwit;
vacuum (freeze, analyze) users;
vacuum (freeze, analyze) warm;
