package dev.godwit.plan.sql;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Parse trees as JSON. */
final class Tree {

    private static final ObjectMapper JSON =
            new ObjectMapper(
                    JsonFactory.builder()
                            .streamReadConstraints(
                                    StreamReadConstraints.builder().maxNestingDepth(5_000).build())
                            .build());

    private Tree() {}

    static JsonNode parse(String sql) throws PgQuery.SyntaxException {
        try {
            return JSON.readTree(PgQuery.parse(sql));
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("the SQL parser returned no JSON", failure);
        }
    }
}
