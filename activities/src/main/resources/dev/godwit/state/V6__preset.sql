-- How much of the server a run takes, as people say it while it works.

alter table godwit.control add column preset text;  -- null: as planned
