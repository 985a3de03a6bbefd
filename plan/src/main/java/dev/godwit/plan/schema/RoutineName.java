package dev.godwit.plan.schema;

import dev.godwit.plan.sql.QualifiedName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a plan names a function or procedure.
 *
 * @param arguments types of its input, as SQL; null when the plan does not say them
 */
public record RoutineName(QualifiedName name, @Nullable List<String> arguments) {

    public RoutineName {
        arguments = arguments == null ? null : List.copyOf(arguments);
    }

    /** As statements write it. */
    public String sql() {
        return arguments == null
                ? name.sql()
                : name.sql() + "(" + String.join(", ", arguments) + ")";
    }

    /** For people. */
    @Override
    public String toString() {
        return arguments == null
                ? name.toString()
                : name
                        + "("
                        + String.join(", ", arguments).replace("\"", "").replace("pg_catalog.", "")
                        + ")";
    }
}
