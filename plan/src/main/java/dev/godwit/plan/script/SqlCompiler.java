package dev.godwit.plan.script;

import dev.godwit.plan.Compilation;
import dev.godwit.plan.Plan;
import dev.godwit.plan.reading.Problems;
import dev.godwit.plan.script.repair.Repaired;
import dev.godwit.plan.spec.MigrationsFile;
import dev.godwit.plan.spec.PlanKind;
import dev.godwit.plan.spec.VerifySpec;
import dev.godwit.plan.sql.Statements.NotSqlException;
import dev.godwit.plan.step.Save;
import dev.godwit.plan.step.ScriptWork;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Step;
import dev.godwit.plan.step.ToolRow;
import dev.godwit.plan.step.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns migrations of a folder into steps. Pure: the same input gives the same steps. */
public final class SqlCompiler {

    /** The record of what is applied, unless a plan names another one. */
    public static final String DEFAULT_HISTORY = "default";

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final MigrationsFile file;
    private final String history;
    private final String plan;
    private final String schema;
    private final Map<String, WayBack> waysBack;
    private final List<Step> steps = new ArrayList<>();
    private final Problems refusals = new Problems();

    private SqlCompiler(
            MigrationsFile file,
            String history,
            String plan,
            String schema,
            Map<String, WayBack> waysBack) {
        this.history = history;
        this.waysBack = waysBack;
        this.file = file;
        this.plan = plan;
        this.schema = schema;
    }

    /**
     * Compiles; everything that must be refused is in the result, at once.
     *
     * @param history in which record of the target they count
     * @param plan name of the plan
     * @param schema of relations whose schema a statement does not say
     * @param repairs of what the record has to say something else, without anything being run
     * @param baseline what is to be recorded without being run
     * @param pending what is to be applied, in order
     * @param waysBack by name, of those that have none of their own
     */
    public static Compilation compile(
            MigrationsFile file,
            String history,
            String plan,
            String schema,
            List<Repaired> repairs,
            List<SqlMigration> baseline,
            List<SqlMigration> pending,
            Map<String, WayBack> waysBack) {
        SqlCompiler compiler = new SqlCompiler(file, history, plan, schema, waysBack);
        repairs.forEach(compiler::repaired);
        baseline.forEach(compiler::recorded);
        pending.forEach(compiler::migration);
        file.verify().forEach(compiler::check);
        return new Compilation(
                compiler.steps,
                List.of(),
                compiler.refusals.all(),
                List.of(),
                List.of(),
                file.gates() == null || file.gates().beforeRollback() == null
                        ? Map.of()
                        : Map.of("before_rollback", file.gates().beforeRollback()));
    }

    /**
     * In which record of the target the migrations of a plan count.
     *
     * @param kind the tool that they are for
     */
    public static String history(MigrationsFile file, PlanKind kind) {
        return Objects.requireNonNullElse(
                file.history(), kind == PlanKind.SQL ? DEFAULT_HISTORY : kind.word());
    }

    /**
     * Whether a migration has no way back: none of its own, and what is kept of the rows, or the
     * protocol for indexes, is none.
     *
     * @param schema of relations whose schema a statement does not say
     */
    public static boolean lacksWayBack(SqlMigration migration, String schema) {
        try {
            Apart apart = Apart.of(migration, schema);
            return Losses.lacksWayBack(migration, apart, Taking.of(apart.together(), ""));
        } catch (NotSqlException impossible) {
            throw readBefore(impossible);
        }
    }

    private static IllegalStateException readBefore(NotSqlException impossible) {
        return new IllegalStateException("read before: " + impossible.getMessage(), impossible);
    }

    private void migration(SqlMigration migration) {
        if (migration.row() instanceof ToolRow.Django django && django.runner() != null) {
            applied(migration, django.runner());
            return;
        }
        try {
            Apart apart = Apart.of(migration, schema);
            Taking taking = Taking.of(apart.together(), reserved(migration.name(), "saved"));
            List<String> losses = new Losses(file, waysBack).of(migration, apart, taking);
            if (!losses.isEmpty() && !file.irreversible().contains(migration.name())) {
                refuse(migration, losses);
            }
            apart.mixed()
                    .forEach(
                            words ->
                                    refusals.add(
                                            "GW-711",
                                            migration.at(),
                                            "%s cannot run in a transaction: %s"
                                                    .formatted(migration.name(), words),
                                            "a transaction is what makes a migration happen whole or not at all",
                                            "keep it in a file of its own; only CREATE INDEX and DROP INDEX"
                                                    + " CONCURRENTLY can be done outside of one"));
            steps(migration, apart, taking, losses);
        } catch (NotSqlException impossible) {
            throw readBefore(impossible);
        }
    }

    /** By the project's own tool: what it says of the statements is for people, and for keeping. */
    private void applied(SqlMigration migration, ToolRow.Runner runner) {
        try {
            Taking taking = Taking.of(migration.up(), reserved(migration.name(), "saved"));
            boolean keeps = file.keeps();
            List<String> losses = new ArrayList<>(runner.oneWay());
            taking.unseen().forEach(words -> losses.add("what %s changes".formatted(words)));
            if (!keeps) {
                taking.saves().forEach(save -> losses.add(save.words()));
            }
            if (!losses.isEmpty() && !file.irreversible().contains(migration.name())) {
                refuse(migration, losses);
            }
            ScriptWork.Script script =
                    script(
                            migration,
                            migration.up(),
                            keeps ? taking.saves() : List.of(),
                            migration.row());
            List<String> down = Objects.requireNonNullElse(migration.down(), List.of());
            add(summary(migration, script), script, List.of(back(script, down, List.of())), losses);
        } catch (NotSqlException impossible) {
            throw readBefore(impossible);
        }
    }

    private void repaired(Repaired one) {
        steps.add(one.step(steps.size() + 1, history, reserved(one.name(), "record")));
    }

    private void recorded(SqlMigration migration) {
        ToolRow row = migration.row() == null ? null : migration.row().onlyRecorded();
        ScriptWork.Script script = script(migration, List.of(), List.of(), row);
        add(
                "record %s, which is there already".formatted(migration.name()),
                script,
                List.of(back(script, List.of(), List.of())),
                List.of());
    }

    private void steps(SqlMigration migration, Apart apart, Taking taking, List<String> losses) {
        apart.indexes()
                .forEach(
                        index ->
                                add(
                                        migration.name() + ": " + index.words(),
                                        index.work(reserved(migration.name(), "idx")),
                                        index.undo(reserved(migration.name(), "idx")),
                                        List.of()));
        boolean keeps = file.keeps();
        WayBack found = waysBack.getOrDefault(migration.name(), WayBack.none("not looked for"));
        ScriptWork.Script script =
                script(
                        migration,
                        apart.together(),
                        keeps ? taking.saves() : List.of(),
                        migration.row());
        Work back =
                migration.down() == null
                        ? back(script, found.statements(), found.late())
                        : back(script, apart.back(), List.of());
        add(summary(migration, script), script, List.of(back), losses);
    }

    private ScriptWork.Script script(
            SqlMigration migration,
            List<String> statements,
            List<Save> saves,
            @Nullable ToolRow row) {
        return new ScriptWork.Script(
                history,
                migration.name(),
                version(migration),
                migration.checksum(),
                statements,
                saves,
                limit(),
                row);
    }

    private static Work back(ScriptWork.Script script, List<String> statements, List<String> late) {
        return new ScriptWork.Unscript(
                script.history(),
                script.name(),
                statements,
                late,
                script.saves(),
                script.limit(),
                script.row());
    }

    private void refuse(SqlMigration migration, List<String> losses) {
        refusals.add(
                "GW-710",
                migration.at(),
                "%s cannot be taken back in full".formatted(migration.name()),
                "a rollback would not bring back: " + String.join("; ", losses),
                "%s; or accept it:\nirreversible: [%s]"
                        .formatted(Losses.advice(migration.row()), migration.name()));
    }

    private void check(VerifySpec check) {
        steps.add(
                new Step(
                        steps.size() + 1,
                        Stage.VERIFY,
                        "verify",
                        "check: " + check.name(),
                        new Work.ProveQuery(check.name(), check.sql()),
                        List.of(),
                        List.of()));
    }

    private void add(String summary, Work work, List<Work> undo, List<String> losses) {
        steps.add(new Step(steps.size() + 1, Stage.APPLY, "sql", summary, work, undo, losses));
    }

    private static String summary(SqlMigration migration, ScriptWork.Script script) {
        return script.saves().isEmpty()
                ? "apply " + migration.name()
                : "apply %s, keeping %s"
                        .formatted(
                                migration.name(),
                                String.join(
                                        ", ",
                                        script.saves().stream()
                                                .map(save -> save.words())
                                                .toList()));
    }

    /** A name of Godwit's own, the same at every compilation of this plan. */
    private String reserved(String migration, String what) {
        String hash = Plan.hash(plan + '\0' + migration).substring(0, 8);
        return "_godwit_" + hash + "_" + what;
    }

    private static String version(SqlMigration migration) {
        return String.join(".", migration.version().stream().map(Object::toString).toList());
    }

    private Duration limit() {
        return file.ddl() == null || file.ddl().statementTimeout() == null
                ? LIMIT
                : file.ddl().statementTimeout();
    }
}
