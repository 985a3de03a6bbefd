-- Rows that a comparison has filled, since they were written before there was a trigger.

alter table godwit.checkpoint add column swept bigint not null default 0;
