package dev.godwit.plan.operation.routine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.godwit.plan.schema.RoutineName;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.ParseTree;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.sql.Statements.NotSqlException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A CREATE FUNCTION or CREATE PROCEDURE as PostgreSQL's grammar reads it.
 *
 * @param statement the same with the schema before the name
 */
record RoutineText(RoutineName name, boolean replaces, boolean procedure, String statement) {

    private static final Pattern HEAD =
            Pattern.compile(
                    "^\\s*create\\s+(or\\s+replace\\s+)?(function|procedure)\\s+",
                    Pattern.CASE_INSENSITIVE);

    private static final Set<String> INPUT =
            Set.of(
                    "FUNC_PARAM_IN",
                    "FUNC_PARAM_INOUT",
                    "FUNC_PARAM_VARIADIC",
                    "FUNC_PARAM_DEFAULT");

    /** Reads one statement. */
    static RoutineText of(String definition) throws NotSqlException {
        JsonNode statements = ParseTree.of(definition).path("stmts");
        JsonNode create = statements.path(0).path("stmt").path("CreateFunctionStmt");
        Matcher head = HEAD.matcher(definition);
        if (statements.size() != 1 || create.isMissingNode() || !head.find()) {
            throw new NotSqlException(
                    "it is not one statement that begins with CREATE FUNCTION or CREATE PROCEDURE");
        }
        List<String> parts = strings(create.path("funcname"));
        List<String> arguments = new ArrayList<>();
        for (JsonNode each : create.path("parameters")) {
            JsonNode parameter = each.path("FunctionParameter");
            if (INPUT.contains(parameter.path("mode").asText())) {
                arguments.add(type(parameter.path("argType")));
            }
        }
        QualifiedName name = name(parts);
        String statement = definition.strip().replaceAll(";$", "");
        if (parts.size() == 1) {
            statement =
                    definition.substring(0, head.end())
                            + Identifier.quote(name.schema())
                            + "."
                            + definition.substring(head.end());
        }
        return new RoutineText(
                new RoutineName(name, arguments),
                create.path("replace").asBoolean(),
                create.path("is_procedure").asBoolean(),
                statement);
    }

    /** Reads a name with or without the types of its arguments, as DROP ROUTINE takes it. */
    static RoutineName named(String text) throws NotSqlException {
        JsonNode statements = ParseTree.of("drop routine " + text).path("stmts");
        JsonNode objects = statements.path(0).path("stmt").path("DropStmt").path("objects");
        JsonNode object = objects.path(0).path("ObjectWithArgs");
        if (statements.size() != 1 || objects.size() != 1 || object.isMissingNode()) {
            throw new NotSqlException("it is not the name of one function");
        }
        QualifiedName name = name(strings(object.path("objname")));
        if (object.path("args_unspecified").asBoolean()) {
            return new RoutineName(name, null);
        }
        List<String> arguments = new ArrayList<>();
        for (JsonNode type : object.path("objargs")) {
            arguments.add(type(type.path("TypeName")));
        }
        return new RoutineName(name, arguments);
    }

    private static QualifiedName name(List<String> parts) throws NotSqlException {
        return switch (parts.size()) {
            case 1 -> new QualifiedName("public", parts.getFirst());
            case 2 -> new QualifiedName(parts.getFirst(), parts.getLast());
            default -> throw new NotSqlException("its name has more than two parts");
        };
    }

    private static String type(JsonNode type) throws NotSqlException {
        if (type.path("pct_type").asBoolean()) {
            throw new NotSqlException("an argument's type is written with %TYPE");
        }
        return String.join(
                        ".", strings(type.path("names")).stream().map(Identifier::quote).toList())
                + "[]".repeat(type.path("arrayBounds").size());
    }

    private static List<String> strings(JsonNode items) {
        List<String> strings = new ArrayList<>();
        items.forEach(item -> strings.add(item.path("String").path("sval").asText()));
        return strings;
    }
}
