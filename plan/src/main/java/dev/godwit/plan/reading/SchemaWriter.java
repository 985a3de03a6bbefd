package dev.godwit.plan.reading;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes the JSON Schema (draft 2020-12) of the records that {@link RecordReader} reads. */
public final class SchemaWriter {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<Class<?>, Function<SchemaWriter, ObjectNode>> special;

    /**
     * @param special schemas of types that are not plain records
     */
    public SchemaWriter(Map<Class<?>, Function<SchemaWriter, ObjectNode>> special) {
        this.special = Map.copyOf(special);
    }

    /** The schema of a record. */
    public ObjectNode record(Class<?> type) {
        ObjectNode schema = object().put("type", "object").put("additionalProperties", false);
        Doc doc = type.getAnnotation(Doc.class);
        if (doc != null) {
            schema.put("description", doc.value());
        }
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = object().arrayNode();
        for (RecordComponent component : Keys.written(type)) {
            String key = Keys.of(component);
            ObjectNode property = of(component.getGenericType());
            Doc words = component.getAnnotation(Doc.class);
            if (words != null) {
                property.put("description", words.value());
            }
            properties.set(key, property);
            if (!Keys.optional(component)) {
                required.add(key);
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema;
    }

    /** An empty node to build on. */
    public ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** The schema of a value. */
    public ObjectNode of(Type type) {
        Class<?> raw =
                (Class<?>)
                        (type instanceof ParameterizedType generic ? generic.getRawType() : type);
        Function<SchemaWriter, @Nullable ObjectNode> own = special.get(raw);
        ObjectNode written = own == null ? null : own.apply(this);
        if (written != null) {
            return written;
        }
        if (raw == Assigned.class) {
            ObjectNode text = object();
            text.putArray("type").add("string").add("null");
            return text;
        }
        if (raw.isRecord()) {
            return record(raw);
        }
        if (raw == List.class) {
            ObjectNode list = object().put("type", "array");
            list.set("items", of(((ParameterizedType) type).getActualTypeArguments()[0]));
            return list;
        }
        if (raw == Map.class) {
            ObjectNode map = object().put("type", "object");
            map.set(
                    "additionalProperties",
                    of(((ParameterizedType) type).getActualTypeArguments()[1]));
            return map;
        }
        if (raw.isEnum()) {
            ObjectNode word = object();
            ArrayNode words = word.putArray("enum");
            Keys.words(raw).forEach(words::add);
            return word;
        }
        if (raw == Boolean.class) {
            return object().put("type", "boolean");
        }
        if (raw == Integer.class) {
            return object().put("type", "integer").put("minimum", 0);
        }
        return raw == Duration.class
                ? object().put("type", "string").put("pattern", "^\\d{1,9}\\s*(ms|s|m|h|d)$")
                : object().put("type", "string");
    }
}
