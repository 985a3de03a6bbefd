package dev.godwit.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DataConverter;
import org.junit.jupiter.api.Test;

class PayloadsTest {

    record Newer(String run, int wasted) {}

    record Older(String run) {}

    @Test
    void whatANewerVersionSaysBesidesIsPassedOver() {
        DataConverter converter = Payloads.converter();
        Payload payload = converter.toPayload(new Newer("shop/upgrade", 3)).orElseThrow();

        assertThat(converter.fromPayload(payload, Older.class, Older.class))
                .isEqualTo(new Older("shop/upgrade"));
    }
}
