package dev.godwit.worker.database;

import dev.godwit.config.ConfigException;
import dev.godwit.config.Target;
import dev.godwit.postgres.session.SqlFailure;
import java.sql.SQLException;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether a target takes a connection and answers, within seconds; and if not, why. */
public final class TargetHealth implements HealthIndicator {

    private final Target target;
    private final Targets targets;

    public TargetHealth(Target target, Targets targets) {
        this.target = target;
        this.targets = targets;
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up().withDetail("queue", target.queue());
        try {
            return targets.connections(target).answers()
                    ? health.build()
                    : health.down().withDetail("reason", "it does not answer in time").build();
        } catch (ConfigException unresolved) {
            String reason = unresolved.problems().getFirst().what();
            return health.down().withDetail("reason", reason).build();
        } catch (SQLException failure) {
            return health.down().withDetail("reason", SqlFailure.words(failure)).build();
        }
    }
}
