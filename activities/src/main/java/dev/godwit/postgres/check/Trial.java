package dev.godwit.postgres.check;

import dev.godwit.plan.MigrationsText;
import dev.godwit.plan.Plan;
import dev.godwit.plan.drift.Catalog;
import dev.godwit.plan.spec.MigrationsFile;
import dev.godwit.plan.spec.PlanKind;
import dev.godwit.plan.step.Step;
import dev.godwit.postgres.ddl.StepRunner;
import dev.godwit.postgres.drift.CatalogScan;
import dev.godwit.postgres.fill.SavedRows;
import dev.godwit.postgres.phase.PhaseMoves;
import dev.godwit.postgres.preflight.Answer;
import dev.godwit.postgres.preflight.Policy;
import dev.godwit.postgres.preflight.Preflight;
import dev.godwit.postgres.preflight.Request;
import dev.godwit.postgres.scratch.Scratches;
import dev.godwit.postgres.script.Company;
import dev.godwit.postgres.script.source.ScriptFolders;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.state.StateSchema;
import dev.godwit.postgres.state.StoredStep;
import dev.godwit.postgres.undo.UndoList;
import dev.godwit.postgres.undo.UndoRunner;
import dev.godwit.workflow.Phase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/** A database to try things out as the target of real runs: the same steps, the same ways back. */
final class Trial {

    /** Nobody else is there to wait for. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final List<Phase> AFTER_APPLY =
            List.of(Phase.BACKFILL, Phase.VERIFY, Phase.CONSTRAIN, Phase.HOLD, Phase.CONTRACT);

    private final Database database;
    private final StateSchema state;
    private final ScriptFolders folders;
    private final Scratches scratches;
    private final Attempt attempt;
    private int tries;

    Trial(DataSource source, ScriptFolders folders, Scratches scratches, Attempt attempt) {
        this.database = new Database(source, source);
        this.state = new StateSchema(source);
        this.folders = folders;
        this.scratches = scratches;
        this.attempt = attempt;
    }

    /** The keys of a plan about a project's migrations, but for which of them. */
    static Map<String, Object> keys(MigrationsFile file, PlanKind kind) {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("kind", kind.word());
        keys.put("project", file.project());
        if (file.path() != null) {
            keys.put("path", file.path());
        }
        if (file.alias() != null) {
            keys.put("alias", file.alias());
        }
        return keys;
    }

    /** A plan that applies them. Nothing is taken back there, so nothing has to be kept. */
    static String forGood(MigrationsFile file, PlanKind kind, List<String> names) {
        Map<String, Object> keys = keys(file, kind);
        keys.put("to", names.getLast());
        keys.put("irreversible", names);
        keys.put("snapshot", "none");
        return MigrationsText.of(keys);
    }

    Database database() {
        return database;
    }

    /** Looks at a plan as a run would, and stores the run when it may begin. */
    Answer start(String text) throws SQLException {
        String name = "try-" + ++tries;
        Request request =
                new Request(
                        "check/" + name,
                        name,
                        "check",
                        text,
                        Plan.hash(text),
                        "godwit check",
                        UUID.randomUUID().toString());
        return new Preflight(database, state, Policy.OPEN, folders, scratches)
                .run(request, attempt);
    }

    void apply(Answer started) throws SQLException {
        long run = started.run();
        PhaseMoves moves = new PhaseMoves(database);
        moves.enter(run, Phase.SNAPSHOT, "godwit check");
        moves.enter(run, Phase.APPLY, "godwit check");
        StepRunner runner = new StepRunner(database, new Company(folders));
        for (Step step : started.steps()) {
            runner.run(run, step.number(), PATIENCE, attempt);
        }
        for (Phase phase : AFTER_APPLY) {
            moves.enter(run, phase, "godwit check");
        }
        moves.finish(run, "DONE", "DONE", "");
    }

    /** Takes back what was begun last. */
    void rollback() throws SQLException {
        UndoRunner undo =
                new UndoRunner(database, new SavedRows(database)::restore, new Company(folders));
        UndoList list = undo.plan("try-" + tries, "godwit check", "").orElseThrow();
        for (StoredStep stored : list.steps()) {
            undo.undo(list.run().id(), stored.step().number(), PATIENCE, attempt);
        }
        new PhaseMoves(database).finish(list.run().id(), "ROLLED_BACK", "ROLLED_BACK", "");
    }

    Catalog catalog() throws SQLException {
        return database.inTransaction(Scope.state("godwit check"), CatalogScan::read);
    }

    Contents contents() throws SQLException {
        return database.inTransaction(Scope.state("godwit check"), Contents::of);
    }
}
