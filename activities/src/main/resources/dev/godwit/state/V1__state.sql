-- Godwit's own record in the target. Everything a run needs to go on, to be rolled back or to be
-- audited is here, even when no workflow is left.

create table godwit.run (
    id          bigint generated always as identity primary key,
    name        text not null,          -- <target>/<plan>
    plan        text not null,
    source      text not null,
    body        text not null,          -- the plan's text
    hash        text not null,
    actor       text not null,
    workflow    text not null unique,   -- first workflow run id: makes preflight repeatable
    phase       text not null,
    outcome     text not null,
    options     jsonb not null,         -- gates, hold, failure rules as compiled
    definition  text,                   -- hash of the tables' definitions when the last phase ended
    proof       jsonb,
    note        text not null default '',
    started_at  timestamptz not null default clock_timestamp(),
    ended_at    timestamptz
);
create unique index run_open on godwit.run (plan) where ended_at is null;

create table godwit.step (
    run         bigint not null references godwit.run,
    number      int not null,
    stage       text not null,
    operation   text not null,
    summary     text not null,
    body        jsonb not null,         -- the step as compiled, with its undo
    state       text not null default 'pending' check (state in ('pending', 'started', 'done', 'undone')),
    started_at  timestamptz,
    done_at     timestamptz,
    primary key (run, number)
);

-- Written and committed before the step runs: a step whose outcome is unknown has its undo here.
create table godwit.undo (
    run         bigint not null,
    step        int not null,
    state       text not null default 'pending' check (state in ('pending', 'done', 'failed')),
    note        text not null default '',
    written_at  timestamptz not null default clock_timestamp(),
    done_at     timestamptz,
    primary key (run, step),
    foreign key (run, step) references godwit.step
);

-- The cursor of a lane. Moves in the transaction that moves the rows.
create table godwit.checkpoint (
    run         bigint not null,
    step        int not null,
    lane        int not null,
    fence       bigint not null default 0,
    origin      text not null default '',   -- where the lane began
    position    text not null,
    upto        text,                   -- null: to the end
    filenode    bigint,                 -- of the table, where positions are blocks
    rows        bigint not null default 0,
    mismatches  bigint not null default 0,
    finished    boolean not null default false,
    witness     text,                   -- of a proof: table and trigger as they were when it began
    started_at  timestamptz not null default clock_timestamp(),
    at          timestamptz not null default clock_timestamp(),
    primary key (run, step, lane),
    foreign key (run, step) references godwit.step
) with (fillfactor = 50);

-- Where verify found wrong rows; the keys never leave the target.
create table godwit.mismatch (
    run         bigint not null,
    step        int not null,
    lane        int not null,
    from_position text not null,
    to_position text,
    rows        bigint not null,
    keys        text[] not null,
    at          timestamptz not null default clock_timestamp(),
    primary key (run, step, lane, from_position),
    foreign key (run, step) references godwit.step
);

-- Append-only: who, what, when, which SQL, how long it held which lock.
create table godwit.ledger (
    id          bigint generated always as identity primary key,
    run         bigint references godwit.run,
    at          timestamptz not null default clock_timestamp(),
    actor       text not null,
    phase       text not null,
    step        int,
    event       text not null,
    statement   text,
    lock        text,
    lock_ms     double precision,
    ms          double precision,
    note        text not null default '',
    private     text,                   -- full server messages, which may hold row values: stays here
    once        text,                   -- a repeated call adds no second line
    unique (run, once)
);

create table godwit.snapshot (
    run         bigint not null references godwit.run,
    relation    text not null,
    kind        text not null,
    definition  text not null,
    taken_at    timestamptz not null default clock_timestamp(),
    primary key (run, kind, relation)
);

-- One row per table keeps two runs apart. Taken in order of oid, released when a run ends.
create table godwit.table_lock (
    relation_oid oid primary key,
    relation    text not null,
    run         bigint not null references godwit.run
);
