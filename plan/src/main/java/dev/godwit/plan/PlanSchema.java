package dev.godwit.plan;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.godwit.plan.operation.Operation;
import dev.godwit.plan.operation.Operations;
import dev.godwit.plan.reading.SchemaWriter;
import dev.godwit.plan.spec.GateSpec;
import dev.godwit.plan.spec.PlanFile;
import java.util.Map;

/** The JSON Schema of plan files, for editors; made from the classes that read them. */
public final class PlanSchema {

    private PlanSchema() {}

    /** The schema, pretty-printed, ending with a line break. */
    public static String json() {
        SchemaWriter writer =
                new SchemaWriter(
                        Map.of(
                                Operation.class,
                                PlanSchema::operation,
                                GateSpec.class,
                                PlanSchema::gate));
        ObjectNode schema =
                writer.object()
                        .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                        .put("title", "Godwit plan");
        schema.setAll(writer.record(PlanFile.class));
        return schema.toPrettyString() + "\n";
    }

    private static ObjectNode operation(SchemaWriter writer) {
        ObjectNode schema = writer.object();
        ArrayNode forms = schema.putArray("oneOf");
        Operations.BUILT.forEach(
                (name, type) -> {
                    ObjectNode form =
                            forms.addObject()
                                    .put("type", "object")
                                    .put("additionalProperties", false);
                    form.putArray("required").add(name);
                    form.putObject("properties").set(name, writer.record(type));
                });
        return schema;
    }

    private static ObjectNode gate(SchemaWriter writer) {
        ObjectNode schema = writer.object();
        ArrayNode forms = schema.putArray("oneOf");
        forms.addObject().putArray("enum").add("approval").add("none");
        for (String key : new String[] {"sql", "after"}) {
            ObjectNode form =
                    forms.addObject().put("type", "object").put("additionalProperties", false);
            form.putArray("required").add(key);
            form.putObject("properties").putObject(key).put("type", "string");
        }
        return schema;
    }
}
