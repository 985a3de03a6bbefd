package dev.godwit.postgres.inspect.look;

import dev.godwit.postgres.session.Database;
import java.util.List;
import javax.sql.DataSource;

/**
 * Who looks at what.
 *
 * @param worker version of the worker
 * @param contract that the starter speaks
 * @param starterClock milliseconds since the epoch when the starter asked
 * @param workerClock the same, when the worker heard it
 * @param replicas as the configuration lists them; each hands out new connections
 */
public record Subject(
        String worker,
        int contract,
        long starterClock,
        long workerClock,
        Database database,
        List<DataSource> replicas) {

    public Subject {
        replicas = List.copyOf(replicas);
    }
}
