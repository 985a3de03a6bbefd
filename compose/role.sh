#!/bin/bash
# The role that Godwit logs in as: no superuser; a member of the tables' owner, which may make schema godwit.
set -euo pipefail
psql -q -v ON_ERROR_STOP=1 -v password="$SHOP_PASSWORD" -U "${POSTGRES_USER:-postgres}" -d "$POSTGRES_DB" <<'SQL'
create role shop_owner nologin;
create role godwit login password :'password' in role shop_owner;
grant create on database shop to godwit;
grant create on schema public to shop_owner;
grant pg_read_all_stats to godwit;
alter table users owner to shop_owner;
alter table orders owner to shop_owner;
SQL
