package dev.godwit.plan;

import dev.godwit.plan.spec.MigrationsFile.Pinned;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** Writes plans about the migrations of a project. */
public final class MigrationsText {

    private MigrationsText() {}

    /** A plan with these keys. */
    public static String of(Map<String, ?> keys) {
        return new Dump(
                        DumpSettings.builder()
                                .setDefaultFlowStyle(FlowStyle.BLOCK)
                                .setIndicatorIndent(2)
                                .setIndentWithIndicator(true)
                                .setWidth(200)
                                .build())
                .dumpToString(keys);
    }

    /**
     * The same plan with other values: what it means on another host, or at another time, is what
     * it meant when somebody looked.
     *
     * @param text a plan that {@link MigrationsReader} reads without problems
     */
    public static String with(String text, Map<String, ?> keys) {
        Map<String, Object> all = new LinkedHashMap<>();
        if (new Load(LoadSettings.builder().build()).loadFromString(text)
                instanceof Map<?, ?> written) {
            written.forEach((key, value) -> all.put(String.valueOf(key), value));
        }
        all.putAll(keys);
        return of(all);
    }

    /** The value of {@code migrations}. */
    public static List<Map<String, String>> pinned(List<Pinned> migrations) {
        return migrations.stream()
                .map(
                        one -> {
                            Map<String, String> pin = new LinkedHashMap<>();
                            pin.put("name", one.name());
                            pin.put("checksum", one.checksum());
                            return pin;
                        })
                .toList();
    }
}
