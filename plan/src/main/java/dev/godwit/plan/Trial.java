package dev.godwit.plan;

import dev.godwit.plan.sql.QualifiedName;
import java.util.List;

/**
 * An expression to be tried on real rows before anything changes.
 *
 * @param nullRefused whether NULL for a row refuses the plan
 * @param functions it calls, as written
 * @param where the operation's place in the plan file
 */
public record Trial(
        QualifiedName table,
        String column,
        String type,
        String expression,
        boolean nullRefused,
        List<String> functions,
        String where) {

    public Trial {
        functions = List.copyOf(functions);
    }
}
