package dev.godwit.workflow.upgrade.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditedTest {

    private static final DataConverter CONVERTER = DefaultDataConverter.newDefaultInstance();

    private static Audited read(String json) {
        Payload payload =
                Payload.newBuilder()
                        .putMetadata("encoding", ByteString.copyFromUtf8("json/plain"))
                        .setData(ByteString.copyFromUtf8(json))
                        .build();
        return CONVERTER.fromPayload(payload, Audited.class, Audited.class);
    }

    @Test
    void oneThatWasWrittenBeforeItSaidWhoWasNotAskedIsRead() {
        Audited old =
                read(
                        """
                        {"verdict": "clean", "compared": true, "reasons": [], "fixed": [],
                         "added": [], "kept": [], "waived": 0, "left": 0,
                         "auditors": ["npm audit 11.19.1"], "files": ["/a/findings.sarif"]}
                        """);
        assertThat(old.auditors()).containsExactly("npm audit 11.19.1");
        assertThat(old.notAsked()).isEmpty();
    }

    @Test
    void whoWasNotAskedTravels() {
        Audited sent =
                new Audited(
                        "clean",
                        false,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        0,
                        0,
                        List.of(),
                        List.of(),
                        List.of("safety: no key is configured"));
        String json = CONVERTER.toPayload(sent).orElseThrow().getData().toStringUtf8();
        assertThat(read(json)).isEqualTo(sent);
    }
}
