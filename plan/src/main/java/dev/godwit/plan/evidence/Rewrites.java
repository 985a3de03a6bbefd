package dev.godwit.plan.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parts of ALTER TABLE that rewrite or scan a table, or build an index, under a lock that
 * writers wait for. Some of them PostgreSQL may be spared (a longer varchar, SET NOT NULL behind a
 * CHECK): that is not looked for.
 */
final class Rewrites {

    private static final Map<String, String> ALWAYS =
            Map.of(
                    "AT_AlterColumnType", "ALTER COLUMN TYPE",
                    "AT_SetNotNull", "SET NOT NULL",
                    "AT_SetTableSpace", "SET TABLESPACE",
                    "AT_SetLogged", "SET LOGGED",
                    "AT_SetUnLogged", "SET UNLOGGED",
                    "AT_SetAccessMethod", "SET ACCESS METHOD",
                    "AT_SetExpression", "SET EXPRESSION");

    private static final Map<String, String> CONSTRAINTS =
            Map.of(
                    "CONSTR_CHECK", "ADD CHECK without NOT VALID",
                    "CONSTR_FOREIGN", "ADD FOREIGN KEY without NOT VALID",
                    "CONSTR_PRIMARY", "ADD PRIMARY KEY without USING INDEX",
                    "CONSTR_UNIQUE", "ADD UNIQUE without USING INDEX",
                    "CONSTR_EXCLUSION", "ADD EXCLUDE");

    private static final Map<String, String> OF_COLUMN =
            Map.of(
                    "CONSTR_PRIMARY", "PRIMARY KEY",
                    "CONSTR_UNIQUE", "UNIQUE",
                    "CONSTR_GENERATED", "GENERATED ... STORED",
                    "CONSTR_IDENTITY", "GENERATED ... AS IDENTITY");

    private static final Set<String> SERIALS =
            Set.of("serial", "bigserial", "smallserial", "serial2", "serial4", "serial8");

    private Rewrites() {}

    /** In words; empty for what is done at once. */
    static Optional<String> of(JsonNode command) {
        String subtype = command.path("subtype").asText();
        return switch (subtype) {
            case "AT_AddConstraint" -> constraint(command.path("def").path("Constraint"));
            case "AT_AddColumn" -> column(command.path("def").path("ColumnDef"));
            default -> Optional.ofNullable(ALWAYS.get(subtype));
        };
    }

    private static Optional<String> constraint(JsonNode constraint) {
        boolean brief =
                constraint.path("skip_validation").asBoolean() || constraint.has("indexname");
        return brief
                ? Optional.empty()
                : Optional.ofNullable(CONSTRAINTS.get(constraint.path("contype").asText()));
    }

    private static Optional<String> column(JsonNode column) {
        String type = column.path("typeName").path("names").toString();
        if (SERIALS.stream().anyMatch(serial -> type.contains('"' + serial + '"'))) {
            return Optional.of("ADD COLUMN of a serial type");
        }
        for (JsonNode each : column.path("constraints")) {
            JsonNode constraint = each.path("Constraint");
            String kind = constraint.path("contype").asText();
            if (kind.equals("CONSTR_DEFAULT") && constraint.toString().contains("\"FuncCall\"")) {
                return Optional.of("ADD COLUMN with a computed DEFAULT");
            }
            if (OF_COLUMN.containsKey(kind)) {
                return Optional.of("ADD COLUMN ... " + OF_COLUMN.get(kind));
            }
        }
        return Optional.empty();
    }
}
