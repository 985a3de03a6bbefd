package dev.godwit.config;

import com.uber.m3.tally.NoopScope;
import com.uber.m3.tally.Scope;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.envconfig.ClientConfigProfile;
import io.temporal.envconfig.LoadClientConfigProfileOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The way to Temporal, by its own environment configuration: the TOML file and the variables of the
 * {@code temporal} command line, TLS and API keys included. Immutable; opens nothing until asked.
 */
public final class TemporalEndpoint {

    private static final String UNUSABLE = "GW-413";
    private static final String DEFAULT_ADDRESS = "127.0.0.1:7233";
    private static final String DEFAULT_NAMESPACE = "default";

    private final ClientConfigProfile profile;
    private final String address;
    private final String namespace;

    private TemporalEndpoint(ClientConfigProfile profile, String address, String namespace) {
        this.profile = profile;
        this.address = address;
        this.namespace = namespace;
    }

    /**
     * Reads the environment configuration.
     *
     * @param environment of the process; nothing else of the environment is looked at but the
     *     user's home folder
     * @param fallbackAddress of a local server, used when neither file nor variables give an
     *     address; the profile's API key and TLS settings are not used for it. Null: Temporal's
     *     default address
     * @throws ConfigException when the file or a profile cannot be read
     */
    public static TemporalEndpoint load(
            Map<String, String> environment, @Nullable String fallbackAddress) {
        ClientConfigProfile profile = profile(environment);
        String namespace = orElse(profile.getNamespace(), DEFAULT_NAMESPACE);
        String address = orElse(profile.getAddress(), "");
        if (address.isEmpty() && fallbackAddress != null) {
            // The key belongs to the server of the profile, not to whatever runs on this host.
            return new TemporalEndpoint(
                    ClientConfigProfile.getDefaultInstance(), fallbackAddress, namespace);
        }
        return new TemporalEndpoint(profile, orElse(address, DEFAULT_ADDRESS), namespace);
    }

    /** Host and port. */
    public String address() {
        return address;
    }

    public String namespace() {
        return namespace;
    }

    /**
     * A connection that is made at the first call and again after each loss. The caller shuts it
     * down.
     *
     * @throws ConfigException when a certificate or key cannot be read
     */
    public WorkflowServiceStubs connect() {
        return connect(new NoopScope());
    }

    /** The same, counted. @param metrics where the SDK reports its own figures */
    public WorkflowServiceStubs connect(Scope metrics) {
        ClientConfigProfile reachable = profile.toBuilder().setAddress(address).build();
        WorkflowServiceStubsOptions options;
        try {
            options =
                    WorkflowServiceStubsOptions.newBuilder(
                                    reachable.toWorkflowServiceStubsOptions())
                            .setMetricsScope(metrics)
                            .build();
        } catch (RuntimeException unusable) {
            throw unusable("the TLS settings of Temporal's configuration cannot be used");
        }
        return WorkflowServiceStubs.newServiceStubs(options);
    }

    /**
     * A client of this endpoint's namespace.
     *
     * @param identity shown in histories as who did it
     */
    public WorkflowClient client(WorkflowServiceStubs stubs, String identity) {
        WorkflowClientOptions options =
                WorkflowClientOptions.newBuilder(profile.toWorkflowClientOptions())
                        .setNamespace(namespace)
                        .setIdentity(identity)
                        .setDataConverter(Payloads.converter())
                        .build();
        return WorkflowClient.newInstance(stubs, options);
    }

    /** Address and namespace; no key. */
    @Override
    public String toString() {
        return "%s, namespace %s".formatted(address, namespace);
    }

    private static ClientConfigProfile profile(Map<String, String> environment) {
        LoadClientConfigProfileOptions options =
                LoadClientConfigProfileOptions.newBuilder().setEnvOverrides(environment).build();
        try {
            return ClientConfigProfile.load(options);
        } catch (NullPointerException noProfile) {
            // What the SDK makes of a file that is empty or holds no profile table.
            return variablesOnly(environment);
        } catch (IOException malformed) {
            // The parser's message may quote the file, and with it a key.
            throw unusable("Temporal's configuration file is not well-formed TOML");
        } catch (IllegalArgumentException unknown) {
            throw unusable("Temporal's configuration has no such profile");
        }
    }

    private static ClientConfigProfile variablesOnly(Map<String, String> environment) {
        if (!environment.getOrDefault("TEMPORAL_PROFILE", "").isEmpty()) {
            throw unusable("Temporal's configuration has no such profile");
        }
        try {
            return ClientConfigProfile.load(
                    LoadClientConfigProfileOptions.newBuilder()
                            .setEnvOverrides(environment)
                            .setDisableFile(true)
                            .build());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // no file is read
        }
    }

    private static ConfigException unusable(String what) {
        return new ConfigException(
                new ConfigProblem(
                        UNUSABLE,
                        what,
                        "TEMPORAL_CONFIG_FILE, TEMPORAL_PROFILE or TEMPORAL_TLS_* variables",
                        "",
                        "try the same settings with: temporal operator cluster health"));
    }

    private static String orElse(@Nullable String value, String other) {
        return value == null || value.isBlank() ? other : value;
    }
}
