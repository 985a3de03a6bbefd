package dev.godwit.plan.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "first_name || ' ' || last_name~new.\"first_name\" || ' ' || new.\"last_name\"",
                "users.a + 1~new.\"a\" + 1",
                "users /* x */ . \"B c\"~new.\"B c\"",
                "'ünï' || \"Großer Name\" || naïve~'ünï' || new.\"Großer Name\" || new.\"naïve\"",
                "\"say \"\"hi\"\"\"~new.\"say \"\"hi\"\"\"",
                "case when Flag then x else coalesce(y, 0) end~case when new.\"flag\" then new.\"x\" else coalesce(new.\"y\", 0) end",
                "raw::bigint~new.\"raw\"::bigint",
                "(meta->>'first_name')~(new.\"meta\"->>'first_name')",
            })
    void columnsAreBoundToARowVariableByPlaceAndNothingElseChanges(String text, String bound)
            throws Exception {
        assertThat(Expression.parse(text).bind("new")).isEqualTo(bound);
    }

    @Test
    void columnsAndFunctionsAreKnown() throws Exception {
        Expression expression = Expression.parse("lower(a) || public.f(b, a) || current_user");
        assertThat(expression.columns()).containsExactly("a", "b");
        assertThat(expression.functions()).containsExactlyInAnyOrder("lower", "public.f");
        assertThat(expression.forbidden()).anyMatch(words -> words.contains("current_user"));
        assertThat(Expression.parse("'EUR'").constant()).isTrue();
        assertThat(Expression.parse("-1::int").constant()).isTrue();
    }

    @Test
    void aSelectOfValuesAloneIsAnExpression() throws Exception {
        Expression expression =
                Expression.parse("(SELECT CASE WHEN a IS NULL THEN b || ' is good' ELSE a END)");
        assertThat(expression.forbidden()).isEmpty();
        assertThat(expression.bind("new"))
                .isEqualTo(
                        "(SELECT CASE WHEN new.\"a\" IS NULL THEN new.\"b\" || ' is good' ELSE new.\"a\" END)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(select 1 from t)",
                "(select (select max(a) from t))",
                "exists (select from t)",
                "count(*)",
                "sum(a) over ()",
                "$1",
                "ctid",
                "now()",
                "current_timestamp",
                "random()",
                "t.*",
                "a = any (select b from c)"
            })
    void whatIsNotAboutOneRowIsForbidden(String text) throws Exception {
        assertThat(Expression.parse(text).forbidden()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b c",
                "a; drop table t",
                "a) from t where (true",
                "a, b",
                "a from t",
                "",
                "a as b"
            })
    void whatIsNoExpressionIsRefused(String text) {
        assertThatThrownBy(() -> Expression.parse(text))
                .isInstanceOf(Expression.NotAnExpressionException.class);
    }

    @Test
    void anIndexDefinitionIsRewrittenToBeBuiltConcurrently() throws Exception {
        assertThat(
                        Statements.concurrentIndex(
                                "CREATE UNIQUE INDEX \"Odd i\" ON public.t USING btree (lower(a)) WHERE (b > 1)",
                                "r"))
                .isEqualTo(
                        "CREATE UNIQUE INDEX CONCURRENTLY \"r\" ON public.t USING btree (lower(a)) WHERE (b > 1)");
    }

    @Test
    void aScriptIsSplitByTheGrammar() throws Exception {
        Statements statements =
                Statements.parse(
                        "select 'a;b'; -- c;\n create function f() returns int language sql as $$ select 1; $$;");
        assertThat(statements.texts()).hasSize(2);
        assertThat(statements.untransactional()).isEmpty();
        assertThat(Statements.parse("vacuum t; commit").untransactional())
                .containsExactly("VACUUM", "BEGIN, COMMIT and the like");
    }
}
