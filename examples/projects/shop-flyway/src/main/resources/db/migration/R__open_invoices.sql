create or replace view open_invoices as select id, customer, cents from invoices where cents > 0;
