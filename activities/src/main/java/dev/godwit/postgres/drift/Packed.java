package dev.godwit.postgres.drift;

import dev.godwit.plan.drift.Catalog;
import dev.godwit.plan.drift.CatalogObject;
import dev.godwit.postgres.state.StepJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A catalog in as few bytes as it takes: gzip of JSON. */
public final class Packed {

    /** A limit against what is no catalog. */
    private static final int MOST = 512 << 20;

    private Packed() {}

    public static byte[] pack(Catalog catalog) {
        String json = StepJson.write(List.copyOf(catalog.objects()));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream packing = new GZIPOutputStream(bytes)) {
            packing.write(json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /**
     * Unpacks what {@link #pack} made.
     *
     * @throws IllegalArgumentException when it did not
     */
    public static Catalog unpack(byte[] packed) {
        try (GZIPInputStream unpacking = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            String json = new String(unpacking.readNBytes(MOST), StandardCharsets.UTF_8);
            return new Catalog(Arrays.asList(StepJson.read(json, CatalogObject[].class)));
        } catch (IOException broken) {
            throw new IllegalArgumentException("not a packed catalog", broken);
        }
    }
}
