package dev.godwit.workflow.upgrade.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.workflow.upgrade.activity.Judged;
import dev.godwit.workflow.upgrade.message.Fate;
import dev.godwit.workflow.upgrade.message.FoundProjects;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DefaultDataConverter;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What was written before a field was added can still be read. */
class OlderWorkerTest {

    private static <T> T read(String json, Class<T> type) {
        Payload any = DefaultDataConverter.newDefaultInstance().toPayload("").orElseThrow();
        Payload payload =
                any.toBuilder().setData(com.google.protobuf.ByteString.copyFromUtf8(json)).build();
        return DefaultDataConverter.newDefaultInstance().fromPayload(payload, type, type);
    }

    private static <T> T round(T value, Class<T> type) {
        DefaultDataConverter converter = DefaultDataConverter.newDefaultInstance();
        return converter.fromPayload(converter.toPayload(value).orElseThrow(), type, type);
    }

    @Test
    void fatesAndVerdictsWithoutLinks() {
        Fate fate =
                read(
                        "{\"name\":\"a\",\"from\":\"1\",\"to\":\"2\",\"major\":false,"
                                + "\"kind\":\"APPLIED\",\"reason\":\"\",\"log\":\"\"}",
                        Fate.class);
        assertThat(fate.changelog()).isEqualTo(Fate.Link.NONE);
        assertThat(round(fate, Fate.class)).isEqualTo(fate);
        Judged judged =
                read(
                        "{\"kind\":\"GREEN\",\"commit\":\"c\",\"note\":\"\",\"log\":\"\","
                                + "\"remembered\":true}",
                        Judged.class);
        assertThat(judged.links()).isEmpty();
        Judged linked =
                new Judged(
                        Judged.Kind.GREEN,
                        "c",
                        "",
                        "",
                        false,
                        Map.of("a", new Fate.Link("releases", "https://x.org")),
                        true);
        assertThat(round(linked, Judged.class)).isEqualTo(linked);
    }

    @Test
    void foundProjectsWithoutThoseThatWerePassed() {
        FoundProjects found = read("{\"projects\":[],\"problems\":[]}", FoundProjects.class);
        assertThat(found.passed()).isEmpty();
    }
}
