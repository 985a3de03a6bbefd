package dev.godwit.worker.temporal;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether Temporal answers and this worker polls it. */
public final class TemporalHealth implements HealthIndicator {

    private final TemporalServer server;
    private final Polling polling;

    public TemporalHealth(TemporalServer server, Polling polling) {
        this.server = server;
        this.polling = polling;
    }

    @Override
    public Health health() {
        Health.Builder health =
                Health.up()
                        .withDetail("address", server.endpoint().address())
                        .withDetail("namespace", server.endpoint().namespace())
                        .withDetail("polling", polling.isPolling());
        return server.trouble()
                .map(reason -> health.down().withDetail("reason", reason).build())
                .orElseGet(() -> (polling.isPolling() ? health : health.down()).build());
    }
}
