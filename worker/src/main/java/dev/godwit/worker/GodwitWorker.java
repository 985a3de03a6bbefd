package dev.godwit.worker;

import dev.godwit.config.ConfigException;
import dev.godwit.config.ConfigProblem;
import dev.godwit.config.ConfigReader;
import dev.godwit.config.DevStack;
import dev.godwit.config.GodwitConfig;
import dev.godwit.config.Secrets;
import dev.godwit.config.TemporalEndpoint;
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
        WorkflowServiceStubs stubs = endpoint.connect();

        SpringApplication application = new SpringApplication(GodwitWorker.class);
        // Not "application": the working directory may be that of somebody else's Spring project.
        application.setDefaultProperties(Map.of("spring.config.name", "godwit-worker"));
        application.addInitializers(
                context -> {
                    GenericApplicationContext beans = (GenericApplicationContext) context;
                    beans.registerBean(GodwitConfig.class, () -> config);
                    beans.registerBean(Secrets.class, () -> new Secrets(environment));
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
}
