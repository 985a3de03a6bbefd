package dev.godwit.worker;

import com.uber.m3.tally.RootScopeBuilder;
import com.uber.m3.tally.Scope;
import dev.godwit.config.ConfigException;
import dev.godwit.config.ConfigProblem;
import dev.godwit.config.ConfigReader;
import dev.godwit.config.DevStack;
import dev.godwit.config.GodwitConfig;
import dev.godwit.config.Secrets;
import dev.godwit.config.TemporalEndpoint;
import io.micrometer.core.instrument.Clock;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.temporal.common.reporter.MicrometerClientStatsReporter;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;

/**
 * The worker process. It starts with Temporal or a target down and goes on trying; SIGTERM drains
 * it. Exits with 2 when the configuration cannot be used.
 *
 * <p>On Java 23 and newer it is silent with {@code --enable-native-access=ALL-UNNAMED
 * --sun-misc-unsafe-memory-access=allow}: gRPC's Netty and protobuf use what these allow.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(Wiring.class)
public class GodwitWorker {

    private static final int UNUSABLE_CONFIGURATION = 2;

    /** Runs until it is told to stop. */
    public static void main(String[] args) {
        try {
            start(Path.of(""), System.getenv(), args);
        } catch (ConfigException unusable) {
            unusable.problems().stream().map(ConfigProblem::lines).forEach(System.err::println);
            System.exit(UNUSABLE_CONFIGURATION);
        }
    }

    /**
     * Starts the application and returns while it goes on connecting.
     *
     * @param args for Spring Boot, such as {@code --server.port=0}
     * @throws ConfigException when the configuration cannot be used
     */
    static ConfigurableApplicationContext start(
            Path workingDirectory, Map<String, String> environment, String... args) {
        GodwitConfig config = ConfigReader.load(workingDirectory, environment);
        String local =
                DevStack.running(DevStack.home(environment)).map(DevStack::temporal).orElse(null);
        TemporalEndpoint endpoint = TemporalEndpoint.load(environment, local);
        PrometheusRegistry prometheus = new PrometheusRegistry();
        PrometheusMeterRegistry meters =
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, prometheus, Clock.SYSTEM);
        WorkflowServiceStubs stubs = endpoint.connect(scope(meters));

        SpringApplication application = new SpringApplication(GodwitWorker.class);
        // Not "application": the working directory may be that of somebody else's Spring project.
        application.setDefaultProperties(Map.of("spring.config.name", "godwit-worker"));
        application.addInitializers(
                context -> {
                    GenericApplicationContext beans = (GenericApplicationContext) context;
                    beans.registerBean(GodwitConfig.class, () -> config);
                    beans.registerBean(Secrets.class, () -> new Secrets(environment));
                    beans.registerBean(Environs.class, () -> new Environs(environment));
                    beans.registerBean(PrometheusRegistry.class, () -> prometheus);
                    beans.registerBean(PrometheusMeterRegistry.class, () -> meters);
                    beans.registerBean(TemporalEndpoint.class, () -> endpoint);
                    // Polling shuts it down: the pools close only when no answer can leave any
                    // more.
                    beans.registerBean(
                            WorkflowServiceStubs.class,
                            () -> stubs,
                            definition -> definition.setDestroyMethodName(""));
                });
        return application.run(args);
    }

    /** This program's version; {@code dev} when it does not run from its jar. */
    static String version() {
        String version = GodwitWorker.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }

    /** The process's environment as a bean. */
    record Environs(Map<String, String> variables) {}

    private static Scope scope(PrometheusMeterRegistry meters) {
        return new RootScopeBuilder()
                .reporter(new MicrometerClientStatsReporter(meters))
                .reportEvery(com.uber.m3.util.Duration.ofSeconds(10));
    }
}
