package dev.godwit.plan.sql.definition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnNamesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "CREATE INDEX i ON public.t USING btree (c)~CREATE INDEX i ON public.t USING btree (\"N\")",
                "CREATE INDEX c ON c.c USING btree (b, c DESC, lower(c), c text_ops)~CREATE INDEX c ON c.c USING btree (b, \"N\" DESC, lower(\"N\"), \"N\" text_ops)",
                "CREATE UNIQUE INDEX i ON \"a (b\".\"t\"\"(\" USING btree (c, \"Other, c\") INCLUDE (d, c) WHERE (c > 'it''s (c'::text)~CREATE UNIQUE INDEX i ON \"a (b\".\"t\"\"(\" USING btree (\"N\", \"Other, c\") INCLUDE (d, \"N\") WHERE (\"N\" > 'it''s (c'::text)",
                "CREATE INDEX i ON public.t USING gin (b, ((c || ' '::text)) gin_trgm_ops) WITH (fastupdate='on')~CREATE INDEX i ON public.t USING gin (b, ((\"N\" || ' '::text)) gin_trgm_ops) WITH (fastupdate='on')"
            })
    void anIndexStandsOnTheOtherColumn(String definition, String expected) throws Exception {
        assertThat(ColumnNames.ofIndex(definition, "c", "N")).isEqualTo(expected);
    }

    @Test
    void aCheckToo() throws Exception {
        assertThat(
                        ColumnNames.ofCheck(
                                "CHECK (((c)::text <> 'c'::text) AND (b > c)) NOT VALID", "c", "N"))
                .isEqualTo("CHECK (((\"N\")::text <> 'c'::text) AND (b > \"N\")) NOT VALID");
    }

    @Test
    void ofAForeignKeyOnlyItsOwnColumns() throws Exception {
        assertThat(
                        ColumnNames.ofForeignKey(
                                "FOREIGN KEY (\"a,b\", c) REFERENCES p(x, c) ON DELETE SET NULL (c)",
                                "c",
                                "N"))
                .isEqualTo(
                        "FOREIGN KEY (\"a,b\", \"N\") REFERENCES p(x, c) ON DELETE SET NULL (\"N\")");
    }
}
