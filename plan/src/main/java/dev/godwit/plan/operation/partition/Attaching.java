package dev.godwit.plan.operation.partition;

import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.LockMode;
import dev.godwit.plan.step.ObjectWork;
import dev.godwit.plan.step.Work;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a table becomes a partition without being read under a lock: PostgreSQL does not look at its
 * rows when a validated CHECK says what the bound says, nor at those of a default partition when
 * one says that they are outside of it.
 *
 * @param bound what rows of the partition must fulfil
 * @param values {@code for values ...} or {@code default}
 * @param rest the default partition, when there is another one
 * @param referenced tables that its foreign keys point to; ATTACH changes their triggers
 * @param check name of the checks
 */
record Attaching(
        QualifiedName parent,
        QualifiedName partition,
        String bound,
        String values,
        @Nullable QualifiedName rest,
        List<QualifiedName> referenced,
        String check) {

    /** The bound as a CHECK of the table, and its opposite as one of the default partition. */
    Work refuse(QualifiedName table) {
        return Work.Ddl.alter(table, add(table));
    }

    Work validate(QualifiedName table) {
        return Work.Ddl.validate(table, check);
    }

    Work drop(QualifiedName table) {
        return Work.Ddl.alter(table, "drop constraint if exists " + Identifier.quote(check));
    }

    Work attach() {
        List<QualifiedName> locked = new ArrayList<>(List.of(partition));
        List<String> statements = new ArrayList<>(List.of(statement()));
        statements.add(alter(partition, dropCheck()));
        if (rest != null) {
            locked.add(rest);
            statements.add(alter(rest, dropCheck()));
        }
        referenced.stream().filter(one -> !locked.contains(one)).forEach(locked::add);
        return new Work.Ddl(locked, LockMode.ACCESS_EXCLUSIVE, statements, false, parent.schema());
    }

    /** The same after a detach that may have been killed, or never have begun. */
    List<Work> again(List<String> constraints) {
        List<Work> works = new ArrayList<>();
        works.add(new ObjectWork.Detach(parent, partition, constraints, bound, false));
        List<String> last = new ArrayList<>(List.of(unlessAttached(statement())));
        for (QualifiedName table : rest == null ? List.of(partition) : List.of(partition, rest)) {
            works.add(
                    Work.Ddl.on(
                            table,
                            LockMode.ACCESS_EXCLUSIVE,
                            List.of(unlessAttached(alter(table, add(table))))));
            works.add(
                    new Work.Ddl(
                            List.of(table),
                            LockMode.SHARE_UPDATE_EXCLUSIVE,
                            List.of(
                                    unlessAttached(
                                            alter(
                                                    table,
                                                    "validate constraint "
                                                            + Identifier.quote(check)))),
                            true));
            last.add("alter table if exists " + table.sql() + " " + dropCheck());
        }
        works.add(
                new Work.Ddl(
                        List.of(partition),
                        LockMode.ACCESS_EXCLUSIVE,
                        last,
                        false,
                        parent.schema()));
        return works;
    }

    private String statement() {
        return "alter table %s attach partition %s %s"
                .formatted(parent.sql(), partition.sql(), values);
    }

    private String add(QualifiedName table) {
        return "add constraint %s check (%s) not valid"
                .formatted(
                        Identifier.quote(check),
                        table.equals(partition) ? bound : "not (" + bound + ")");
    }

    private String dropCheck() {
        return "drop constraint if exists " + Identifier.quote(check);
    }

    private static String alter(QualifiedName table, String action) {
        return "alter table " + table.sql() + " " + action;
    }

    private String unlessAttached(String statement) {
        return """
        do $godwit$ begin
          if not exists (select from pg_catalog.pg_inherits where inhrelid = %s::pg_catalog.regclass and inhparent = %s::pg_catalog.regclass)
          then %s; end if;
        end $godwit$"""
                .formatted(
                        Identifier.literal(partition.sql()),
                        Identifier.literal(parent.sql()),
                        statement);
    }
}
