create table orders (
    id       bigint generated always as identity primary key,
    customer text not null,
    comment  text
);

-- down
drop table orders;
