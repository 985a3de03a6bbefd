-- Migrations that a project keeps as files, as far as they are applied here.

create table godwit.migration (
    history     text not null,          -- a database may serve several folders
    name        text not null,
    version     text not null,
    checksum    text not null,          -- SHA-256 of what it does
    run         bigint not null references godwit.run,
    applied_at  timestamptz not null default clock_timestamp(),
    primary key (history, name)
);

-- Which record a run adds to; null for plans. Two deployments at once take turns.
alter table godwit.run add column history text;
create unique index run_history_open on godwit.run (history) where ended_at is null;
