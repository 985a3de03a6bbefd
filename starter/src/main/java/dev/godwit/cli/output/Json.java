package dev.godwit.cli.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Records as JSON for programs: snake_case keys, enums as they are written for people. */
public final class Json {

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build();

    private Json() {}

    static String text(Object answer) {
        return written(answer, MAPPER.writer());
    }

    /** On one line. */
    public static String line(Object answer) {
        return written(answer, MAPPER.writer().without(SerializationFeature.INDENT_OUTPUT));
    }

    private static String written(Object answer, ObjectWriter writer) {
        try {
            return writer.writeValueAsString(answer);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalArgumentException(
                    answer.getClass() + " cannot be written as JSON", unwritable);
        }
    }
}
