"""What is done to the table: a new column is filled, or a column gets another type."""

from collections import namedtuple

LOWER_ADDED = "alter table users add column email_lower text;\n"
LOWER_PLAN = """operations:
  - add_column:
      table: {table}
      column: {{ name: email_lower, type: text, nullable: true }}
      up: lower(email)
gates: {{ before_contract: none }}
"""
LOWER_PGROLL = (
    '{"operations": [{"add_column": {"table": "users", "up": "lower(email)",'
    ' "column": {"name": "email_lower", "type": "text", "nullable": true}}}]}'
)
# Rows that come after {until} are for the application's new code.
LOWER_COMPARED = """
select count(*) filter (where name is distinct from 'new'),
    count(*) filter (where name = 'new' and created_at < to_timestamp({until}))
from users where email_lower is distinct from lower(email)
"""

RETYPE_PLAN = """operations:
  - alter_column: {{ table: {table}, column: visits, type: bigint }}
gates: {{ before_contract: none }}
"""
RETYPE_PGROLL = (
    '{"operations": [{"alter_column": {"table": "users", "column": "visits", "type": "bigint",'
    ' "up": "CAST(visits AS bigint)", "down": "CAST(visits AS integer)"}}]}'
)
# A row that has gone is wrong, too, and all are where the column is not what was asked for.
RETYPE_COMPARED = """
select {rows} - case when exists (select from pg_attribute where attrelid = 'users'::regclass
            and attname = 'visits' and atttypid = 'bigint'::regtype and attnotnull)
        then count(*) filter (where name <> 'new'
            and visits = extract(epoch from created_at - '2020-01-01')::integer % 100003) else 0 end,
    count(*) filter (where name = 'new' and visits is distinct from 0)
from users
"""

# yardstick: the contender that all are compared with; plan: of Godwit, whose file has that name behind the table's;
# statement: of psql; compared: wrong rows, and those of the application that were missed.
Task = namedtuple("Task", "yardstick plan_name plan statement pgroll compared")
TASKS = {
    "lower": Task(
        yardstick="idle-update",
        plan_name="email-lower",
        plan=LOWER_PLAN,
        statement=LOWER_ADDED + "update users set email_lower = lower(email);\n",
        pgroll=LOWER_PGROLL,
        compared=LOWER_COMPARED,
    ),
    "retype": Task(
        yardstick="idle-alter",
        plan_name="visits-bigint",
        plan=RETYPE_PLAN,
        statement="alter table users alter column visits type bigint;\n",
        pgroll=RETYPE_PGROLL,
        compared=RETYPE_COMPARED,
    ),
}


def of(case):
    """The task of a configuration, of one that was recorded before there were several, too."""
    return TASKS[case.get("task", "lower")]
