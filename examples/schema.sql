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
