-- Nobody reads it any more. Godwit keeps the remarks before the column goes.
alter table invoices drop column remark;
