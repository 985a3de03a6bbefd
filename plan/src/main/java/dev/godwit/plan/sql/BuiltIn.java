package dev.godwit.plan.sql;

import com.fasterxml.jackson.databind.JsonNode;
import dev.godwit.plan.sql.Expression.NotAnExpressionException;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Expressions that need nothing but what PostgreSQL brings: they mean the same in every session,
 * whatever its search path, and call no code of the user's.
 */
public final class BuiltIn {

    /** Types of {@code pg_catalog} as {@code format_type} and people write them. */
    private static final Pattern TYPE =
            Pattern.compile(
                    "(text|character varying|varchar|character|char|bpchar|smallint|integer|int|bigint|int2|int4|int8|bool|boolean"
                            + "|numeric|decimal|real|double precision|float4|float8|date|time|timetz|timestamp|timestamptz|interval|uuid|bytea|json|jsonb|inet|cidr|name|oid)"
                            + "(\\(\\d+(,\\d+)?\\))?( with(out)? time zone)?(\\[\\])*");

    /** Types whose equal values are the same value. */
    private static final Pattern EXACT =
            Pattern.compile(
                    "(text|character varying|varchar|smallint|integer|int|bigint|boolean|date|uuid|bytea|timestamp|timestamptz)"
                            + "(\\(\\d+\\))?( with(out)? time zone)?");

    private static final Pattern LENGTH = Pattern.compile("\\(\\d+\\)");

    /** Of pg_catalog, and seldom anybody's own. */
    private static final Set<String> FUNCTIONS =
            Set.of(
                    "lower upper initcap btrim ltrim rtrim length char_length octet_length substr substring left right lpad rpad replace translate reverse repeat split_part strpos position overlay concat concat_ws regexp_replace starts_with md5 sha256 encode decode convert_to convert_from ascii chr quote_literal quote_ident to_hex abs ceil ceiling floor trunc round sign mod div power sqrt date_trunc date_part extract to_char to_timestamp to_date to_number make_date make_time make_timestamp make_timestamptz make_interval age timezone to_json to_jsonb jsonb_build_object jsonb_build_array jsonb_set jsonb_extract_path_text jsonb_array_length array_length cardinality array_to_string string_to_array array_append array_remove num_nulls num_nonnulls"
                            .split(" "));

    private BuiltIn() {}

    /**
     * Whether an expression is one.
     *
     * @param typeOf the type of each column that it reads, as SQL; empty where it is not known
     */
    public static boolean only(Expression expression, UnaryOperator<String> typeOf) {
        try {
            JsonNode tree = Expression.target(expression.text());
            return expression.forbidden().isEmpty()
                    && expression.columns().stream().map(typeOf).allMatch(BuiltIn::type)
                    && expression.functions().stream().allMatch(BuiltIn::function)
                    && tree.findValues("typeName").stream().allMatch(BuiltIn::typeName)
                    && tree.findValue("SubLink") == null
                    && tree.findValue("CollateClause") == null;
        } catch (NotAnExpressionException unreadable) {
            return false;
        }
    }

    /** Whether two values of a type that are equal cannot be told apart. */
    public static boolean exact(String type) {
        return EXACT.matcher(type).matches();
    }

    /** The type without its length or precision: a cast to it cuts nothing off. */
    public static String uncut(String type) {
        return LENGTH.matcher(type).replaceAll("");
    }

    private static boolean type(String type) {
        return TYPE.matcher(type).matches();
    }

    private static boolean function(String name) {
        return name.startsWith("pg_catalog.") || FUNCTIONS.contains(name);
    }

    private static boolean typeName(JsonNode name) {
        List<String> parts = name.path("names").findValuesAsText("sval");
        return parts.size() == 2
                ? parts.getFirst().equals("pg_catalog")
                : parts.size() == 1 && type(parts.getFirst());
    }
}
