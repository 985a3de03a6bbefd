package dev.godwit.plan.spec;

import dev.godwit.plan.reading.Doc;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The gates of a plan, each null where the file says nothing. */
@Doc("Durable waits for a person, a query, a check or a time")
public record GatesSpec(
        @Doc("Before rows are filled") @Nullable GateSpec beforeBackfill,
        @Doc("Before constraints are validated and indexes on filled tables are built")
                @Nullable GateSpec beforeConstrain,
        @Doc(
                        "Before what is old goes; approval by default when running code may still use what is taken away")
                @Nullable GateSpec beforeContract,
        @Doc("Before a rollback touches the schema: the previous code goes back first")
                @Nullable GateSpec beforeRollback) {

    /** Those that the file names, by their keys. */
    public Map<String, GateSpec> named() {
        Map<String, @Nullable GateSpec> all = new LinkedHashMap<>();
        all.put("before_backfill", beforeBackfill);
        all.put("before_constrain", beforeConstrain);
        all.put("before_contract", beforeContract);
        all.put("before_rollback", beforeRollback);
        Map<String, GateSpec> named = new LinkedHashMap<>();
        all.forEach(
                (key, gate) -> {
                    if (gate != null) {
                        named.put(key, gate);
                    }
                });
        return named;
    }
}
