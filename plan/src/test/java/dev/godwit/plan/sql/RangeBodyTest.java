package dev.godwit.plan.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangeBodyTest {

    private static final QualifiedName USERS = new QualifiedName("public", "users");

    @Test
    void bindsWhatStandsOutsideOfStringsNamesAndComments() {
        String body =
                "update users set a = ':start', \":end\" = b::start_t -- :end\n, c = $x$ :end $x$ /* :start */, d = E'\\' :end' where id between :start and :end;";
        assertThat(RangeBody.of(body).bind("1", "2"))
                .isEqualTo(
                        "update users set a = ':start', \":end\" = b::start_t -- :end\n, c = $x$ :end $x$ /* :start */, d = E'\\' :end' where id between 1 and 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update users set a = 1 where id between :start and :end",
                "update public.users u set a = 1 where b and (c or d) and u.id between :start::bigint and :end::bigint",
                "update only users set a = o.a from other o where o.id = users.id and users.id >= :start and users.id <= :end",
                "with o as (select 1) update users set a = 1 where id <= :end and id >= :start"
            })
    void takesOneUpdateThatIsHeldToItsRange(String body) {
        assertThat(RangeBody.of(body).flaw(USERS, "id")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "update users set a = 1 | is not held to its range",
                "update users set a = 1 where id between :start and 9 | is not held to its range",
                "update users set a = 1 where id > :start and id <= :end | is not held to its range",
                "update users set a = 1 where x or id between :start and :end | is not held to its range",
                "update users set a = 1 where other.id between :start and :end | is not held to its range",
                "update users set a = 1 where id not between :start and :end | is not held to its range",
                "update people set a = 1 where id between :start and :end | updates people, not users",
                "delete from users where id between :start and :end | is not one UPDATE",
                "update users set a = 1 where id between :start and :end returning 1 | has RETURNING, and nobody reads what it returns",
                "with o as (delete from x returning 1) update users set a = 1 where id between :start and :end | changes rows in more than one place",
                "update users set a = $3 where id between :start and :end | has a parameter such as $1",
                "update users set a = 1 where id between :start and :end; select 1 | is not one UPDATE"
            })
    void saysWhatIsWrong(String body, String flaw) {
        assertThat(RangeBody.of(body).flaw(USERS, "id")).isEqualTo(flaw);
    }
}
