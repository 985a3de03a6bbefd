package dev.godwit.plan.sql;

import com.fasterxml.jackson.databind.JsonNode;
import dev.godwit.plan.sql.Expression.NotAnExpressionException;
import java.util.Optional;
import java.util.Set;

/** A SELECT of one value, which may be written where an expression is wanted. */
public final class ValueQuery {

    private static final String SELECT = "select";

    /** What such a SELECT consists of. */
    private static final Set<String> PLAIN = Set.of("targetList", "limitOption", "op");

    private ValueQuery() {}

    /**
     * The same expression without the SELECT, so that it can stand where no query may; empty when
     * there is another query in it.
     */
    public static Optional<Expression> unwrapped(Expression expression) {
        String text = expression.text().strip();
        try {
            while (Expression.target(text).findValue("SubLink") != null) {
                boolean brackets = text.startsWith("(") && text.endsWith(")");
                boolean selects = text.regionMatches(true, 0, SELECT, 0, SELECT.length());
                if (!isPlain(Expression.target(text)) || !brackets && !selects) {
                    return Optional.empty();
                }
                text =
                        brackets
                                ? text.substring(1, text.length() - 1).strip()
                                : text.substring(SELECT.length()).strip();
            }
            return Optional.of(Expression.parse(text));
        } catch (NotAnExpressionException unusual) {
            return Optional.empty();
        }
    }

    private static boolean isPlain(JsonNode target) {
        JsonNode query = target.path("SubLink").path("subselect").path("SelectStmt");
        return query.path("targetList").size() == 1
                && query.properties().stream().allMatch(part -> PLAIN.contains(part.getKey()));
    }
}
