create table invoices (
  id bigint generated always as identity primary key,
  customer text not null,
  cents bigint not null,
  currency text not null default '${default_currency}',
  remark text
);
