package dev.godwit.config;

import com.fasterxml.jackson.databind.DeserializationFeature;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.converter.JacksonJsonPayloadConverter;

/** How inputs and results become Temporal payloads: one choice, shared by workers and clients. */
public final class Payloads {

    private Payloads() {}

    /**
     * The SDK's own: JSON by Jackson 2 with java.time, readable in the UI. What a newer version
     * says beyond what this one knows is passed over: records only grow, and what must not be
     * passed over raises the version of the contract.
     */
    public static DataConverter converter() {
        return DefaultDataConverter.newDefaultInstance()
                .withPayloadConverterOverrides(
                        new JacksonJsonPayloadConverter(
                                JacksonJsonPayloadConverter.newDefaultObjectMapper()
                                        .configure(
                                                DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                                                false)));
    }
}
