package dev.godwit.plan.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BuiltInTest {

    private static final Map<String, String> TYPES =
            Map.of(
                    "email", "character varying(200)",
                    "id", "bigint",
                    "at", "timestamp(3) with time zone",
                    "tags", "text[]",
                    "nick", "citext",
                    "mood", "public.mood");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lower(email)",
                "email",
                "id::int",
                "coalesce(email, '') || ' ' || id -- the id",
                "trim(both from email)",
                "extract(year from at)::int",
                "case when id > 3 then upper(email) else 'x' end",
                "pg_catalog.lower(email)",
                "array_to_string(tags, ',')",
                "cast(id as numeric(10,2))"
            })
    void needsNothingOfTheUsers(String expression) {
        assertThat(only(expression)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "normalise(email)",
                "public.lower(email)",
                "lower(nick)",
                "mood::text",
                "email::citext",
                "email::public.shout",
                "(select email)",
                "lower(email collate \"C\")",
                "unknown_column",
                "now()"
            })
    void mayMeanSomethingElseElsewhere(String expression) {
        assertThat(only(expression)).isFalse();
    }

    @Test
    void aCastToATypeWithoutLengthCutsNothing() {
        assertThat(BuiltIn.uncut("character varying(3)")).isEqualTo("character varying");
        assertThat(BuiltIn.uncut("timestamp(3) with time zone"))
                .isEqualTo("timestamp with time zone");
    }

    private static boolean only(String expression) {
        return BuiltIn.only(Expression.known(expression), name -> TYPES.getOrDefault(name, ""));
    }
}
