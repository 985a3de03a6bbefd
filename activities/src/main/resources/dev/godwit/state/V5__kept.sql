-- What is kept of a run, where it is, and how to tell that it is still the same.

alter table godwit.snapshot
    add column step       int not null default 0,     -- 0: before the first step
    add column place      text not null default '',   -- a table, as a statement names it; empty: only a file
    add column columns    text[] not null default '{}',
    add column rows       bigint,
    add column bytes      bigint,
    add column checksum   text,         -- of the rows, whatever their order
    add column file       text,         -- in the store of the worker, relative to the target's folder
    add column sha256     text,         -- of the file
    add column pruned_at  timestamptz,
    add column pruned_by  text;
alter table godwit.snapshot drop constraint snapshot_pkey;
alter table godwit.snapshot add primary key (run, step, kind, relation, place);
