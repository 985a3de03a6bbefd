-- What the example plans are run on.
create table users (
    id bigint primary key,
    email text not null,
    first_name text not null,
    last_name text not null
);
insert into users
select n, 'user' || n || '@example.org', 'First' || n, 'Last' || n from generate_series(1, 10000) n;

create table orders (
    id bigint generated always as identity primary key,
    customer bigint not null,
    country text not null,
    currency text,
    total numeric(12, 2) not null,
    paid boolean not null default false,
    placed_at timestamptz not null default now()
);
insert into orders (customer, country, currency, total, paid)
select 1 + n % 1000, case when n % 4 = 0 then 'CH' else 'AT' end, case when n % 3 = 0 then 'USD' end, n, n % 2 = 0
from generate_series(1, 10000) n;
create index orders_customer_idx on orders (customer);

create type urgency as enum ('low', 'high');

create type channel as enum ('web', 'fax', 'app');
create table tickets (id bigint primary key, channel channel not null default 'web');
insert into tickets select n, (enum_range(null::channel))[1 + n % 3] from generate_series(1, 1000) n;

create table measurements (taken date not null, value int) partition by range (taken);
create index measurements_taken_idx on measurements (taken);
create table measurements_01 partition of measurements for values from ('2026-01-01') to ('2026-02-01');
create table measurements_02 (taken date not null, value int);
insert into measurements_02 select date '2026-02-01' + n % 28, n from generate_series(1, 1000) n;

create table visits (id bigint primary key, page text not null, country text not null);
insert into visits select n, 'page' || n % 7, case when n % 4 = 0 then 'CH' else 'AT' end from generate_series(1, 1000) n;
create view swiss_visits as select id, page from visits where country = 'CH';
create materialized view pages as select page, count(*) as visits from visits group by page;
create unique index pages_page_idx on pages (page);
create function trim_page() returns trigger language plpgsql as 'begin new.page := trim(new.page); return new; end';
create trigger trimmed before insert on visits for each row execute function trim_page();
