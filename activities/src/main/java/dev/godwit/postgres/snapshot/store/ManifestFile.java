package dev.godwit.postgres.snapshot.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.godwit.postgres.snapshot.KeptItem;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;

/** The manifest of a run beside its files, for whoever has only these. */
public final class ManifestFile {

    /** Its name. */
    public static final String NAME = "manifest.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    private ManifestFile() {}

    /** Writes it anew. */
    public static void write(Store store, String folder, String run, List<KeptItem> items)
            throws SQLException {
        ObjectNode root = JSON.createObjectNode().put("format", 1).put("run", run);
        ArrayNode files = root.putArray("files");
        for (KeptItem item : items) {
            String file = item.file();
            if (file != null && item.pruned() == null) {
                files.addObject()
                        .put("file", file.substring(file.indexOf('/') + 1))
                        .put("sha256", item.sha256())
                        .put("what", item.words())
                        .put("step", item.step())
                        .put("table", item.place())
                        .put("rows", item.rows())
                        .put("checksum", item.checksum())
                        .put("at", String.valueOf(item.at()));
            }
        }
        String text;
        try {
            text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
        store.write(folder + "/" + NAME, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }
}
