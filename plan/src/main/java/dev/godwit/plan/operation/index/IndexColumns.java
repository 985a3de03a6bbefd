package dev.godwit.plan.operation.index;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.godwit.plan.reading.Doc;
import dev.godwit.plan.reading.RecordReader;
import dev.godwit.plan.reading.SchemaWriter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The columns of an index, in order. Written as a mapping of names to settings, or as a list of
 * names and of columns with their settings: pgroll has had all three, and its files stay as they
 * are.
 */
public record IndexColumns(Map<String, IndexColumn> byName) {

    private static final IndexColumn PLAIN = new IndexColumn(null, null, null, null);

    private static final String FORMS = "{ name: {} }, [ name ] or [ { column: name } ]";

    /** A column of a list. */
    @Doc("A column with its settings")
    public record Listed(
            @Doc("Its name") String column,
            @Doc("Collation") @Nullable String collate,
            @Doc("Operator class") IndexColumn.@Nullable OpClass opclass,
            @Doc("asc (default) or desc") @Nullable String sort,
            @Doc("first or last") @Nullable String nulls) {

        private IndexColumn settings() {
            return new IndexColumn(collate, opclass, sort, nulls);
        }
    }

    public IndexColumns {
        byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    }

    /** Reads any of its forms; null when something in it is wrong. */
    public static @Nullable Object read(Node node, RecordReader reader) {
        int before = reader.problems().all().size();
        Map<String, IndexColumn> columns = new LinkedHashMap<>();
        if (node instanceof MappingNode mapping) {
            reader.values(mapping, "columns")
                    .forEach(
                            (name, settings) ->
                                    put(
                                            columns,
                                            name,
                                            reader.read(
                                                    settings,
                                                    IndexColumn.class,
                                                    "columns." + name)));
        } else if (node instanceof SequenceNode list) {
            list.getValue().forEach(item -> listed(item, columns, reader));
        } else {
            return reader.wrong(node, "columns is none of its forms", FORMS);
        }
        return reader.problems().all().size() == before ? new IndexColumns(columns) : null;
    }

    private static void listed(Node item, Map<String, IndexColumn> columns, RecordReader reader) {
        String name;
        IndexColumn settings = PLAIN;
        if (item instanceof ScalarNode word && !word.getValue().isBlank()) {
            name = word.getValue();
        } else if (item instanceof MappingNode) {
            Listed listed = reader.read(item, Listed.class, "a column of the index");
            if (listed == null) {
                return;
            }
            name = listed.column();
            settings = settings(item, listed, reader);
        } else {
            reader.wrong(item, "a column of the index is neither a name nor a mapping", FORMS);
            return;
        }
        if (columns.containsKey(name)) {
            reader.problems()
                    .add(
                            "GW-110",
                            reader.at(item),
                            "\"" + name + "\" stands twice in columns",
                            "",
                            "keep one of them");
        }
        put(columns, name, settings);
    }

    private static @Nullable IndexColumn settings(Node at, Listed listed, RecordReader reader) {
        try {
            return listed.settings();
        } catch (IllegalArgumentException wrong) {
            reader.problems()
                    .add(
                            "GW-113",
                            reader.at(at),
                            "columns." + listed.column() + ": " + wrong.getMessage(),
                            "",
                            "correct it");
            return null;
        }
    }

    private static void put(
            Map<String, IndexColumn> columns, String name, @Nullable IndexColumn settings) {
        if (settings != null) {
            columns.put(name, settings);
        }
    }

    /** All of its forms. */
    public static ObjectNode schema(SchemaWriter writer) {
        ObjectNode schema = writer.object();
        ArrayNode forms = schema.putArray("oneOf");
        forms.addObject()
                .put("type", "object")
                .set("additionalProperties", writer.of(IndexColumn.class));
        ObjectNode list = forms.addObject().put("type", "array");
        ArrayNode items = list.putObject("items").putArray("oneOf");
        items.add(writer.of(String.class));
        items.add(writer.of(Listed.class));
        return schema;
    }
}
