create index concurrently orders_by_customer on orders (customer);

-- down
drop index orders_by_customer;
