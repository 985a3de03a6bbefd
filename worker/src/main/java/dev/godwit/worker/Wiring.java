package dev.godwit.worker;

import dev.godwit.config.DevStack;
import dev.godwit.config.GodwitConfig;
import dev.godwit.config.Secrets;
import dev.godwit.config.TemporalEndpoint;
import dev.godwit.config.ThisHost;
import dev.godwit.migration.host.Outside;
import dev.godwit.migration.host.Telemetry;
import dev.godwit.project.place.Workshop;
import dev.godwit.project.process.Sandbox;
import dev.godwit.worker.database.TargetHealth;
import dev.godwit.worker.database.Targets;
import dev.godwit.worker.metrics.Meters;
import dev.godwit.worker.project.HostFeeds;
import dev.godwit.worker.project.ServedProjects;
import dev.godwit.worker.temporal.Polling;
import dev.godwit.worker.temporal.TemporalHealth;
import dev.godwit.worker.temporal.TemporalServer;
import dev.godwit.worker.temporal.Workers;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Every object of the worker, by hand: nothing of Temporal's is discovered. */
@Configuration(proxyBeanMethods = false)
class Wiring {

    @Bean(destroyMethod = "close")
    Targets targets(GodwitConfig config, Secrets secrets) {
        return new Targets(config, secrets);
    }

    @Bean
    ServedProjects projects(GodwitConfig config, Secrets secrets, GodwitWorker.Environs environs) {
        return new ServedProjects(
                config, secrets, ThisHost.servesDirectories(environs.variables()));
    }

    @Bean
    Workshop workshop(GodwitConfig config, Secrets secrets, GodwitWorker.Environs environs) {
        Path home = DevStack.home(environs.variables()).resolve("projects");
        return new Workshop(
                home,
                ThisHost.name(),
                new Sandbox(environs.variables()),
                HostFeeds.of(config.advisories(), secrets, home.resolve("advisories")));
    }

    @Bean
    TemporalServer temporalServer(WorkflowServiceStubs stubs, TemporalEndpoint endpoint) {
        return new TemporalServer(stubs, endpoint);
    }

    @Bean
    Outside outside(GodwitConfig config, Secrets secrets, GodwitWorker.Environs environs) {
        return OutsideWorld.of(config, secrets, environs.variables());
    }

    @Bean
    Telemetry telemetry(MeterRegistry registry) {
        return new Meters(registry, System::nanoTime);
    }

    @Bean
    Workers workers(
            WorkflowServiceStubs stubs,
            TemporalEndpoint endpoint,
            Targets targets,
            ServedProjects projects,
            Workshop workshop,
            Outside outside,
            Telemetry telemetry) {
        return new Workers(
                endpoint.client(stubs, identity()),
                targets,
                projects,
                workshop,
                outside,
                telemetry,
                GodwitWorker.version());
    }

    @Bean
    Polling polling(
            TemporalServer server,
            Workers workers,
            WorkflowServiceStubs stubs,
            Environment environment) {
        return new Polling(
                server,
                workers::create,
                stubs,
                () -> System.out.println(ready(workers, environment)));
    }

    @Bean
    HealthIndicator temporalHealthIndicator(TemporalServer server, Polling polling) {
        return new TemporalHealth(server, polling);
    }

    @Bean
    CompositeHealthContributor targetsHealthContributor(Targets targets) {
        return CompositeHealthContributor.fromMap(
                targets.databases(), target -> new TargetHealth(target, targets));
    }

    private static String ready(Workers workers, Environment environment) {
        String address = environment.getProperty("server.address", "127.0.0.1");
        return "godwit worker ready: queues %s health http://%s:%s/actuator/health"
                .formatted(
                        String.join(",", workers.queues()),
                        address.equals("0.0.0.0") ? "127.0.0.1" : address,
                        environment.getProperty("local.server.port"));
    }

    private static String identity() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            host = "localhost";
        }
        return "godwit-worker@%s:%d".formatted(host, ProcessHandle.current().pid());
    }
}
