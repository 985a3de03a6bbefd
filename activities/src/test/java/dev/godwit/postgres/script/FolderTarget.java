package dev.godwit.postgres.script;

import static dev.godwit.postgres.session.Attempt.UNATTENDED;

import dev.godwit.plan.MigrationsReader;
import dev.godwit.plan.Plan;
import dev.godwit.plan.spec.MigrationsFile;
import dev.godwit.plan.spec.PlanKind;
import dev.godwit.plan.step.Step;
import dev.godwit.postgres.TestPostgres;
import dev.godwit.postgres.check.Checked;
import dev.godwit.postgres.check.ProjectCheck;
import dev.godwit.postgres.ddl.StepRunner;
import dev.godwit.postgres.fill.SavedRows;
import dev.godwit.postgres.phase.PhaseMoves;
import dev.godwit.postgres.preflight.Answer;
import dev.godwit.postgres.preflight.Policy;
import dev.godwit.postgres.preflight.Preflight;
import dev.godwit.postgres.preflight.Request;
import dev.godwit.postgres.scratch.Scratches;
import dev.godwit.postgres.script.source.ScriptFolders;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.state.StateSchema;
import dev.godwit.postgres.state.StoredStep;
import dev.godwit.postgres.undo.UndoList;
import dev.godwit.postgres.undo.UndoRunner;
import dev.godwit.project.django.DjangoProject;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A database and a folder of migrations, and what the activities do with them. */
final class FolderTarget implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final TestPostgres target;
    private final Map<String, String> files = new TreeMap<>();
    private final Map<String, String> settings = new TreeMap<>();
    private final PlanKind kind;
    private @Nullable Opener django;

    private Database database;
    private Scratches scratches = Scratches.NONE;

    FolderTarget() throws SQLException {
        this(PlanKind.SQL);
    }

    /** With the files of another tool. */
    FolderTarget(PlanKind kind) throws SQLException {
        this(kind, TestPostgres.open());
    }

    /** In a database that is there. */
    FolderTarget(PlanKind kind, TestPostgres target) throws SQLException {
        this.kind = kind;
        this.target = target;
        database = target.database();
    }

    /** From now on Godwit works as another role. */
    void actAs(String role) {
        DataSource source = target.as(role);
        database = new Database(source, source);
    }

    /** From now on it may make databases to try things out. */
    FolderTarget trying(String role) {
        scratches = target.scratches(role);
        return this;
    }

    TestPostgres postgres() {
        return target;
    }

    Database database() {
        return database;
    }

    FolderTarget file(String name, String text) {
        files.put(name + ".sql", text);
        return this;
    }

    /** What the project's configuration of its tool says. */
    FolderTarget setting(String key, String value) {
        settings.put(key, value);
        return this;
    }

    /** All of them, by their paths. */
    void files(Map<String, String> texts) {
        files.clear();
        files.putAll(texts);
    }

    /** As the worker reads them. */
    ScriptFolders.Files files() {
        return new ScriptFolders.Files("db", kind, files, settings, List.of());
    }

    /** What a check of the project says. */
    Checked check(String keys) throws SQLException {
        String text = "kind: %s\nproject: shop\n%s".formatted(kind.word(), keys);
        MigrationsFile plan =
                Objects.requireNonNull(MigrationsReader.read("check.yaml", text).plan());
        return new ProjectCheck(database, scratches, folders(), UNATTENDED)
                .run(plan, "shop", false);
    }

    /** How a project of Django's is opened. */
    interface Opener {
        DjangoProject open() throws IOException;
    }

    FolderTarget django(Opener opener) {
        django = opener;
        return this;
    }

    private ScriptFolders folders() {
        return new ScriptFolders() {
            @Override
            public Files read(MigrationsFile file, Attempt attempt) {
                return files();
            }

            @Override
            public <T> T django(
                    String project, @Nullable String path, Attempt attempt, DjangoUse<T> use)
                    throws IOException {
                return use.on(Objects.requireNonNull(django).open());
            }
        };
    }

    void forget(String name) {
        files.remove(name + ".sql");
    }

    /** Preflight of a plan about the folder. @param keys of the plan, beside kind and project */
    Answer start(String plan, String keys) throws SQLException {
        return start(plan, keys, Policy.OPEN);
    }

    Answer start(String plan, String keys, Policy policy) throws SQLException {
        String text = "kind: %s\nproject: shop\n%s".formatted(kind.word(), keys);
        Request request =
                new Request(
                        "test/" + plan,
                        plan,
                        plan + ".yaml",
                        text,
                        Plan.hash(text),
                        "tester",
                        UUID.randomUUID().toString());
        return new Preflight(
                        database, new StateSchema(target.direct()), policy, folders(), scratches)
                .run(request, UNATTENDED);
    }

    /** From preflight to the end. */
    long apply(String plan, String keys) throws SQLException {
        Answer answer = start(plan, keys);
        if (answer.verdict() != Answer.Verdict.READY) {
            throw new AssertionError(answer.findings());
        }
        enter(answer.run(), "SNAPSHOT");
        enter(answer.run(), "APPLY");
        for (Step step : answer.steps()) {
            run(answer.run(), step.number());
        }
        for (String phase : List.of("BACKFILL", "VERIFY", "CONSTRAIN", "HOLD", "CONTRACT")) {
            enter(answer.run(), phase);
        }
        new PhaseMoves(database()).finish(answer.run(), "DONE", "DONE", "");
        return answer.run();
    }

    void enter(long run, String phase) throws SQLException {
        new PhaseMoves(database()).enter(run, dev.godwit.workflow.Phase.valueOf(phase), "tester");
    }

    String run(long run, int step) throws SQLException {
        return new StepRunner(database(), new Company(folders()))
                .run(run, step, PATIENCE, UNATTENDED);
    }

    UndoRunner undo() {
        return new UndoRunner(
                database(), new SavedRows(database())::restore, new Company(folders()));
    }

    /** Takes the newest run of a plan back. @return what each step says */
    List<String> rollback(String plan) throws SQLException {
        UndoList list = undo().plan(plan, "tester", "").orElseThrow();
        List<String> notes = new ArrayList<>();
        for (StoredStep stored : list.steps()) {
            notes.add(undo().undo(list.run().id(), stored.step().number(), PATIENCE, UNATTENDED));
        }
        new PhaseMoves(database()).finish(list.run().id(), "ROLLED_BACK", "ROLLED_BACK", "");
        return notes;
    }

    List<String> applied() throws SQLException {
        return target.texts("select name from godwit.migration order by applied_at, name");
    }

    @Override
    public void close() {
        target.close();
    }
}
