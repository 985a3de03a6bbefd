package dev.godwit.plan.operation.fill;

import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.operation.shape.RowTrigger;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.sql.BuiltIn;
import dev.godwit.plan.sql.Expression;
import dev.godwit.plan.sql.Identifier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What keeps a column right that is filled. */
public record SyncFunction(Table table, String column, String type, Expression up, Mode mode) {

    /** Who may write the column. */
    public enum Mode {
        /** Only Godwit, until contract; another value is an error. */
        GODWIT,
        /**
         * The application may; filled when NULL, or when a source column changed and it did not.
         */
        APPLICATION,
        /** The column is the application's own; filled when NULL. */
        NULLS_ONLY,
        /** The same by a value of no row, which may be another one at every call. */
        ONCE
    }

    /** The trigger of an operation. */
    public RowTrigger trigger(Draft draft) {
        return RowTrigger.of(draft, table.name(), "sync", body()).when(when());
    }

    /** Which rows it is needed for. Nearly all that the backfill writes do not need it. */
    private @Nullable String when() {
        return switch (mode) {
            case GODWIT -> BuiltIn.exact(type) && table.builtIn(up) ? differs() : null;
            case APPLICATION -> null; // it looks at the row as it was, which an INSERT has not
            case NULLS_ONLY, ONCE -> "new." + Identifier.quote(column) + " is null";
        };
    }

    private String differs() {
        return "new.%s is distinct from %s::%s"
                .formatted(Identifier.quote(column), value(), BuiltIn.uncut(type));
    }

    /** The function's source, exactly as the catalog will hold it. */
    private String body() {
        String target = "new." + Identifier.quote(column);
        return switch (mode) {
            case GODWIT -> godwit(target);
            case APPLICATION -> application(target);
            case NULLS_ONLY, ONCE ->
                    "\nbegin\n  if "
                            + target
                            + " is null then\n    "
                            + target
                            + " := "
                            + value()
                            + ";\n  end if;\n  return new;\nend\n";
        };
    }

    private String godwit(String target) {
        String words =
                "column \""
                        + column
                        + "\" of "
                        + table.name()
                        + " is kept by a running migration until its contract";
        String right =
                BuiltIn.exact(type) && when() == null
                        ? "  if not (%s) then\n    return new;\n  end if;\n".formatted(differs())
                        : "";
        return "\ndeclare\n  _godwit_value "
                + type
                + ";\nbegin\n"
                + right
                + "  _godwit_value := "
                + value()
                + ";\n  if "
                + target
                + " is distinct from _godwit_value and (tg_op = 'INSERT' and "
                + target
                + " is not null"
                + " or tg_op = 'UPDATE' and "
                + target
                + " is distinct from old."
                + Identifier.quote(column)
                + ") then\n"
                + "    raise exception using errcode = 'GW001', message = "
                + Identifier.literal(words)
                + ",\n      hint = 'Leave the column out of the statement, or write exactly what the migration computes; or use writes: application in the plan.';\n"
                + "  end if;\n  "
                + target
                + " := _godwit_value;\n  return new;\nend\n";
    }

    private String application(String target) {
        String old = "old." + Identifier.quote(column);
        String fill = "    " + target + " := " + value() + ";\n";
        String changed =
                up.columns().stream()
                        .map(Identifier::quote)
                        .map(source -> "new." + source + " is distinct from old." + source)
                        .collect(Collectors.joining(" or "));
        String whenChanged =
                changed.isEmpty()
                        ? ""
                        : "  elsif tg_op = 'UPDATE' and "
                                + target
                                + " is not distinct from "
                                + old
                                + " and ("
                                + changed
                                + ") then\n"
                                + fill;
        return "\nbegin\n  if "
                + target
                + " is null then\n"
                + fill
                + whenChanged
                + "  end if;\n  return new;\nend\n";
    }

    private String value() {
        return "(" + up.bind("new") + "\n  )";
    }
}
