package dev.godwit.config;

import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;

/** How inputs and results become Temporal payloads: one choice, shared by workers and clients. */
public final class Payloads {

    private Payloads() {}

    /** The SDK's own: JSON by Jackson 2 with java.time, readable in the UI. */
    public static DataConverter converter() {
        return DefaultDataConverter.newDefaultInstance();
    }
}
