package dev.godwit.migration.host;

import dev.godwit.postgres.scratch.Scratches;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.snapshot.store.Store;
import dev.godwit.postgres.state.StateSchema;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A target, opened.
 *
 * @param guarded whether it is {@code protected} in the worker's configuration
 * @param replicas as the configuration lists them; each hands out new connections
 * @param scratches databases to try things out
 * @param environment its {@code environment} in the worker's configuration; empty when not given
 * @param store where what is kept is also written to files; null for nowhere
 */
public record TargetAccess(
        Database database,
        StateSchema state,
        boolean guarded,
        List<DataSource> replicas,
        Scratches scratches,
        String environment,
        @Nullable Store store) {

    public TargetAccess {
        replicas = List.copyOf(replicas);
    }

    /** A target of which everything that is kept stays in it. */
    public TargetAccess(
            Database database,
            StateSchema state,
            boolean guarded,
            List<DataSource> replicas,
            Scratches scratches,
            String environment) {
        this(database, state, guarded, replicas, scratches, environment, null);
    }

    /** A target without replicas, beside which nothing can be tried out. */
    public TargetAccess(Database database, StateSchema state, boolean guarded) {
        this(database, state, guarded, List.of(), Scratches.NONE, "");
    }

    /** A target that is not protected. */
    public TargetAccess(Database database, StateSchema state) {
        this(database, state, false);
    }
}
