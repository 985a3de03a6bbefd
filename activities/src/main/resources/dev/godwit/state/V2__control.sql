-- What people tell a run while it works, and how it went on over time.

-- Read by running work once in a second at most; written by pause, resume and throttle.
create table godwit.control (
    run         bigint primary key references godwit.run,
    paused      boolean not null default false,
    max_rows_per_second bigint,         -- null: as planned; 0: no limit
    lanes       int,                    -- null: as planned
    open_hours  text,                   -- null: as planned; empty: always
    actor       text not null,
    at          timestamptz not null default clock_timestamp()
);

-- A lane at one moment, a few seconds apart: for reports.
create table godwit.sample (
    run         bigint not null references godwit.run,
    step        int not null,
    lane        int not null,
    at          timestamptz not null default clock_timestamp(),
    rows        bigint not null,        -- since the lane began
    batch_ms    double precision,
    held        text not null default ''
);
create index sample_run on godwit.sample (run, at);
