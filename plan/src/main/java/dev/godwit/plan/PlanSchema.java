package dev.godwit.plan;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.godwit.plan.operation.Operation;
import dev.godwit.plan.operation.Operations;
import dev.godwit.plan.operation.index.IndexColumns;
import dev.godwit.plan.reading.SchemaWriter;
import dev.godwit.plan.spec.GateSpec;
import dev.godwit.plan.spec.MigrationsFile;
import dev.godwit.plan.spec.PlanFile;
import dev.godwit.plan.spec.PlanKind;
import dev.godwit.plan.spec.ReleaseFile;
import dev.godwit.plan.spec.SnapshotSpec;
import dev.godwit.plan.spec.UpgradeFile;
import dev.godwit.plan.spec.Window;
import dev.godwit.plan.spec.throttle.Size;
import java.time.Duration;
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
                                PlanSchema::gate,
                                Window.class,
                                PlanSchema::window,
                                Size.class,
                                PlanSchema::size,
                                SnapshotSpec.class,
                                PlanSchema::snapshot,
                                IndexColumns.class,
                                IndexColumns::schema));
        ObjectNode schema =
                writer.object()
                        .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                        .put("title", "Godwit plan");
        ArrayNode kinds = schema.putArray("oneOf");
        kinds.add(writer.record(PlanFile.class))
                .add(kind(writer.record(UpgradeFile.class), PlanKind.UPGRADE))
                .add(kind(writer.record(ReleaseFile.class), PlanKind.RELEASE))
                .add(
                        kind(
                                writer.record(MigrationsFile.class),
                                PlanKind.SQL,
                                PlanKind.FLYWAY,
                                PlanKind.PRISMA,
                                PlanKind.DJANGO,
                                PlanKind.MIGRATIONS));
        return schema.toPrettyString() + "\n";
    }

    /** A file of its own says what it is; as a part of another it need not. */
    private static ObjectNode kind(ObjectNode schema, PlanKind... kinds) {
        ObjectNode said = schema.withObjectProperty("properties").withObjectProperty("kind");
        said.remove("enum");
        if (kinds.length == 1) {
            said.put("const", kinds[0].word());
        } else {
            ArrayNode words = said.putArray("enum");
            for (PlanKind kind : kinds) {
                words.add(kind.word());
            }
        }
        ArrayNode required = schema.withArrayProperty("required");
        if (required.valueStream().noneMatch(key -> key.asText().equals("kind"))) {
            required.add("kind");
        }
        return schema;
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
        ObjectNode yes = writer.object().put("const", true);
        form(forms, "approval", yes, "A person approves", writer);
        form(
                forms,
                "sql",
                text(writer),
                "A query for one boolean, asked until it says true",
                writer);
        form(
                forms,
                "check",
                text(writer),
                "A check of the worker's configuration, asked until it passes",
                writer);
        form(forms, "after", writer.of(Duration.class), "A time passes", writer);
        return schema;
    }

    private static void form(
            ArrayNode forms, String key, ObjectNode value, String words, SchemaWriter writer) {
        ObjectNode form =
                forms.addObject().put("type", "object").put("additionalProperties", false);
        form.put("description", words).putArray("required").add(key);
        ObjectNode properties = form.putObject("properties");
        properties.set(key, value);
        properties.set(
                "timeout",
                writer.of(Duration.class)
                        .put("description", "How long the run waits here before it stops"));
    }

    private static ObjectNode text(SchemaWriter writer) {
        return writer.object().put("type", "string");
    }

    private static ObjectNode snapshot(SchemaWriter writer) {
        ObjectNode schema = writer.object();
        ArrayNode forms = schema.putArray("oneOf");
        ArrayNode words = forms.addObject().putArray("enum");
        SnapshotReader.WORDS.forEach(words::add);
        words.add("restore-point");
        ObjectNode hook =
                forms.addObject().put("type", "object").put("additionalProperties", false);
        hook.put("description", "A command of the worker's configuration")
                .putArray("required")
                .add(SnapshotReader.HOOK);
        hook.putObject("properties").set(SnapshotReader.HOOK, text(writer));
        return schema;
    }

    private static ObjectNode size(SchemaWriter writer) {
        return text(writer).put("pattern", Size.FORM);
    }

    private static ObjectNode window(SchemaWriter writer) {
        return text(writer)
                .put("pattern", "^\\s*\\d{1,2}:\\d{2}\\s*-\\s*\\d{1,2}:\\d{2}\\s+\\S+\\s*$");
    }
}
