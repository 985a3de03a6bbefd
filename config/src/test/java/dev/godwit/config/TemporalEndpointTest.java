package dev.godwit.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporalEndpointTest {

    @TempDir Path folder;

    @Test
    void variablesWinOverTheFileWhichWinsOverTheFallback() throws IOException {
        String toml = "[profile.default]\naddress = \"toml:1\"\nnamespace = \"shop\"\n";

        TemporalEndpoint both = load(toml, Map.of("TEMPORAL_ADDRESS", "env:1"), "dev:1");
        TemporalEndpoint file = load(toml, Map.of(), "dev:1");
        TemporalEndpoint neither = load("", Map.of("TEMPORAL_ADDRESS", ""), "dev:1");
        TemporalEndpoint nothing = load("", Map.of(), null);

        assertThat(both.address()).isEqualTo("env:1");
        assertThat(both.namespace()).isEqualTo("shop");
        assertThat(file.address()).isEqualTo("toml:1");
        assertThat(neither.address()).isEqualTo("dev:1");
        assertThat(nothing).hasToString("127.0.0.1:7233, namespace default");
    }

    @Test
    void anApiKeyTurnsTlsOnAndIsNotSentToTheFallback() throws IOException {
        Map<String, String> key = Map.of("TEMPORAL_API_KEY", "hunter2");

        WorkflowServiceStubs cloud =
                load("[profile.default]\naddress = \"cloud:7233\"\n", key, null).connect();
        WorkflowServiceStubs local = load("", key, "127.0.0.1:1").connect();

        assertThat(cloud.getOptions().getEnableHttps()).isTrue();
        assertThat(cloud.getOptions().getGrpcMetadataProviders()).hasSize(1);
        assertThat(local.getOptions().getEnableHttps()).isFalse();
        assertThat(local.getOptions().getGrpcMetadataProviders()).isNullOrEmpty();
        cloud.shutdownNow();
        local.shutdownNow();
    }

    @Test
    void theClientCarriesNamespaceIdentityAndConverter() throws IOException {
        TemporalEndpoint endpoint = load("", Map.of("TEMPORAL_NAMESPACE", "shop"), null);
        WorkflowServiceStubs stubs = endpoint.connect();

        WorkflowClient client = endpoint.client(stubs, "me@here");

        assertThat(client.getOptions().getNamespace()).isEqualTo("shop");
        assertThat(client.getOptions().getIdentity()).isEqualTo("me@here");
        stubs.shutdownNow();
    }

    @Test
    void whatCannotBeReadIsReportedWithoutQuotingIt() {
        assertThatThrownBy(() -> load("[profile.default]\napi_key = hunter2\n", Map.of(), null))
                .isInstanceOf(ConfigException.class)
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
        assertThatThrownBy(() -> load("", Map.of("TEMPORAL_PROFILE", "absent"), null))
                .isInstanceOf(ConfigException.class);
        assertThatThrownBy(
                        () ->
                                load(
                                                "",
                                                Map.of(
                                                        "TEMPORAL_TLS_CLIENT_CERT_PATH",
                                                        "/absent",
                                                        "TEMPORAL_TLS_CLIENT_KEY_PATH",
                                                        "/absent"),
                                                null)
                                        .connect())
                .isInstanceOf(ConfigException.class);
    }

    private TemporalEndpoint load(
            String toml, Map<String, String> variables, @Nullable String fallback)
            throws IOException {
        Path file = Files.writeString(folder.resolve("temporal.toml"), toml);
        Map<String, String> environment = new HashMap<>(variables);
        environment.put("TEMPORAL_CONFIG_FILE", file.toString());
        return TemporalEndpoint.load(environment, fallback);
    }
}
