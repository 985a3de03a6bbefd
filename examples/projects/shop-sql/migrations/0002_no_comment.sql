-- Nobody reads it any more. Godwit keeps the comments before the column goes.
alter table orders drop column comment;

-- down
alter table orders add column comment text;
