-- What the catalog said when a run ended, or when a person accepted it: drift is what differs since.

create table godwit.catalog (
    id          smallint primary key default 1 check (id = 1),
    packed      bytea not null,         -- gzip of JSON
    run         bigint references godwit.run,
    actor       text not null,
    at          timestamptz not null default clock_timestamp()
);
