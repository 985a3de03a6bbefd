package dev.godwit.postgres.snapshot.care;

import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.snapshot.Discovery;
import dev.godwit.postgres.snapshot.KeptItem;
import dev.godwit.postgres.snapshot.KeptItem.Kind;
import dev.godwit.postgres.snapshot.Manifest;
import dev.godwit.postgres.snapshot.store.Store;
import dev.godwit.postgres.state.Run;
import dev.godwit.postgres.state.Runs;
import dev.godwit.postgres.state.Steps;
import dev.godwit.postgres.state.StoredStep;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is kept, and how it stands: the manifest, and what a run keeps that is in none yet.
 *
 * @param store null where everything stays in the target
 */
public record Shelf(@Nullable Store store) {

    /** How something stands. */
    public enum Standing {
        KEPT,
        MISSING,
        GIVEN_BACK,
        /** A rollback could not give all of it back: the rest is there. */
        LEFT,
        PRUNED
    }

    /**
     * Something that was kept.
     *
     * @param counted whether it is in the manifest
     */
    public record Entry(Run run, KeptItem item, Standing standing, boolean counted) {}

    /**
     * Reads it, the newest run's first.
     *
     * @param plan whose runs; empty for all
     */
    public List<Entry> read(Connection connection, String plan) throws SQLException {
        List<Entry> entries = new ArrayList<>();
        if (!Rows.exists(connection, "godwit.run")) {
            return entries;
        }
        for (Run run : Runs.all(connection)) {
            if (plan.isEmpty() || plan.equals(run.plan())) {
                entries.addAll(of(connection, run));
            }
        }
        return entries;
    }

    /** The same of one run. */
    public List<Entry> of(Connection connection, Run run) throws SQLException {
        List<KeptItem> lines =
                Manifest.known(connection) ? Manifest.items(connection, run.id()) : List.of();
        Set<Integer> undone = new HashSet<>();
        if (!lines.isEmpty()) {
            for (StoredStep step : Steps.all(connection, run.id())) {
                if (step.state() == StoredStep.State.UNDONE) {
                    undone.add(step.step().number());
                }
            }
        }
        List<Entry> entries = new ArrayList<>();
        for (KeptItem line : lines) {
            entries.add(new Entry(run, line, standing(connection, line, undone), true));
        }
        for (KeptItem found : Discovery.find(connection, run.id(), true)) {
            if (lines.stream().noneMatch(found::same)) {
                entries.add(new Entry(run, found, Standing.KEPT, false));
            }
        }
        return entries;
    }

    private Standing standing(Connection connection, KeptItem item, Set<Integer> undone)
            throws SQLException {
        if (item.pruned() != null) {
            return Standing.PRUNED;
        }
        if (undone.contains(item.step())) {
            boolean rest = !item.place().isEmpty() && Rows.exists(connection, item.place());
            return rest ? Standing.LEFT : Standing.GIVEN_BACK;
        }
        boolean there = item.place().isEmpty() || Rows.exists(connection, item.place());
        if (item.kind() == Kind.DUMP) {
            Store here = store;
            String file = item.file();
            there = here != null && file != null && Files.exists(here.at(file));
        }
        return there ? Standing.KEPT : Standing.MISSING;
    }
}
