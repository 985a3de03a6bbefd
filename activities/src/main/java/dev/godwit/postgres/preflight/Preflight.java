package dev.godwit.postgres.preflight;

import dev.godwit.plan.Compilation;
import dev.godwit.plan.Compiler;
import dev.godwit.plan.Plan;
import dev.godwit.plan.PlanKinds;
import dev.godwit.plan.PlanReader;
import dev.godwit.plan.Reading;
import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.schema.LiveSchema;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.spec.SnapshotSpec;
import dev.godwit.postgres.catalog.CatalogReader;
import dev.godwit.postgres.catalog.DefinitionHash;
import dev.godwit.postgres.catalog.Relations;
import dev.godwit.postgres.catalog.object.ObjectReader;
import dev.godwit.postgres.preflight.Answer.Verdict;
import dev.godwit.postgres.preflight.rule.OtherRun;
import dev.godwit.postgres.preflight.trial.CopyTrial;
import dev.godwit.postgres.preflight.trial.ThrottleTrial;
import dev.godwit.postgres.preflight.trial.TrialGround;
import dev.godwit.postgres.scratch.Scratches;
import dev.godwit.postgres.script.source.ScriptFolders;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.state.StateSchema;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks a plan against a target, compiles it and stores the run. Changes nothing but Godwit's own
 * record, and that only when the verdict is READY. A repeated request gets the same run.
 */
public final class Preflight {

    private static final String NAME = "GW-268";
    private static final String HASH = "GW-269";
    private static final String RESTLESS = "GW-270";
    private static final String UNREAD = "GW-288";

    private static final int LOOKS = 3;

    private final Database database;
    private final StateAccess state;
    private final Policy policy;
    private final MigrationPreflight migrations;

    /** For a target that is not protected, without checks. */
    public Preflight(Database database, StateSchema state) {
        this(database, state, Policy.OPEN);
    }

    /** For one target, on a worker that sees no project. */
    public Preflight(Database database, StateSchema state, Policy policy) {
        this(database, state, policy, ScriptFolders.NONE);
    }

    /** For one target. */
    public Preflight(Database database, StateSchema state, Policy policy, ScriptFolders folders) {
        this(database, state, policy, folders, Scratches.NONE);
    }

    /** For one target, beside which databases can be made to try things out. */
    public Preflight(
            Database database,
            StateSchema state,
            Policy policy,
            ScriptFolders folders,
            Scratches scratches) {
        this.database = database;
        this.state = new StateAccess(database, state);
        this.policy = policy;
        this.migrations = new MigrationPreflight(database, policy, folders, scratches);
    }

    /**
     * Decides.
     *
     * @throws SQLException when the target is out of reach or busy, and a later try may succeed
     */
    public Answer run(Request request, Attempt attempt) throws SQLException {
        List<Problem> shut = state.open(request.source());
        if (!shut.isEmpty()) {
            return Answer.no(Verdict.REFUSED, shut);
        }
        for (int look = 0; look < LOOKS; look++) {
            attempt.check();
            Optional<Answer> known =
                    database.inTransaction(
                            Scope.state("godwit preflight"),
                            connection -> LedgerCheck.decide(connection, request));
            Optional<Answer> answer = known.isPresent() ? known : decide(request, attempt);
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        return Answer.no(
                Verdict.REFUSED,
                List.of(
                        new Problem(
                                RESTLESS,
                                "the plan's tables are being altered right now",
                                request.source(),
                                "their definitions changed while the plan was checked against them",
                                "start again when the other change is over")));
    }

    /**
     * Says what a run would be, and stores nothing, not even in Godwit's own record. Another run on
     * the same tables is a notice here, not a refusal.
     *
     * @throws SQLException when the target is out of reach or busy, and a later try may succeed
     */
    public Foreseen foresee(Request request, Attempt attempt) throws SQLException {
        StateAccess.Stand stand = state.look(request.source());
        if (!stand.problems().isEmpty()) {
            return Foreseen.no(Verdict.REFUSED, stand.problems());
        }
        if (stand.readable()) {
            Optional<Foreseen> known =
                    database.inTransaction(
                            Scope.state("godwit preflight"),
                            connection -> LedgerCheck.foresee(connection, request));
            if (known.isPresent()) {
                return known.get();
            }
        }
        // A record of an older version is not read: start upgrades it before it looks.
        TrialGround ground = new TrialGround(database, stand.version() == 0);
        Foreseen seen = judge(request, ground, true, attempt);
        return seen.noticing(Losses.of(request.source(), seen.steps()))
                .noticing(unread(request.source(), stand));
    }

    private static List<Problem> unread(String source, StateAccess.Stand stand) {
        return stand.readable() || stand.version() == 0
                ? List.of()
                : List.of(
                        new Problem(
                                UNREAD,
                                "earlier runs on this target were not looked at",
                                source,
                                "",
                                "schema godwit is at version %d, and start brings it to %d first"
                                        .formatted(stand.version(), StateSchema.VERSION)));
    }

    private Optional<Answer> decide(Request request, Attempt attempt) throws SQLException {
        Foreseen seen = judge(request, new TrialGround(database, false), false, attempt);
        return seen.verdict() == Verdict.READY
                ? new RunStart(database).store(request, seen)
                : Optional.of(Answer.no(seen.verdict(), seen.problems()));
    }

    private Foreseen judge(Request request, TrialGround ground, boolean looking, Attempt attempt)
            throws SQLException {
        if (PlanKinds.of(request.source(), request.text()).isPresent()) {
            return migrations.judge(request, ground, looking, attempt);
        }
        Reading reading = PlanReader.read(request.source(), request.text());
        Plan plan = reading.plan();
        List<Problem> wrong = new ArrayList<>(reading.problems());
        if (plan != null) {
            wrong.addAll(mismatches(request, plan.name()));
        }
        if (plan == null || !wrong.isEmpty()) {
            return Foreseen.no(Verdict.REJECTED, wrong);
        }
        Look look = look(plan, ground);
        Compilation compiled = Compiler.compile(plan, look.schema());
        List<Problem> refusals = new ArrayList<>(compiled.refusals());
        refusals.addAll(policy.refusals(request.source(), plan.snapshot(), compiled));
        refusals.addAll(policy.refusals(request.source(), plan.throttle()));
        refusals.addAll(new ThrottleTrial(database).run(request.source(), plan.throttle()));
        SnapshotSpec snapshot = new SnapshotSpec(plan.snapshot(), plan.snapshotHook());
        refusals.addAll(
                database.inTransaction(
                        Scope.state("godwit preflight"),
                        connection ->
                                policy.snapshots()
                                        .problems(connection, request.source(), snapshot)));
        TargetCheck target = new TargetCheck(ground);
        refusals.addAll(target.run(request.source(), look.schema(), compiled, attempt));
        List<Problem> held = refusals.stream().filter(OtherRun::said).toList();
        if (looking) {
            refusals.removeAll(held);
        }
        if (!compiled.rejections().isEmpty()) {
            List<Problem> all = new ArrayList<>(compiled.rejections());
            all.addAll(refusals);
            return Foreseen.no(Verdict.REJECTED, all);
        }
        if (!refusals.isEmpty()) {
            return Foreseen.no(Verdict.REFUSED, refusals);
        }
        Foreseen ready =
                Foreseen.ready(
                        compiled.steps(),
                        Options.of(plan, compiled, look.schema()),
                        look.schema().tables(),
                        look.definition());
        return looking
                ? ready.noticing(held)
                        .with(
                                CopyTrial.run(
                                        plan,
                                        look.schema(),
                                        compiled,
                                        copied ->
                                                target
                                                        .run(
                                                                request.source(),
                                                                look.schema(),
                                                                copied,
                                                                attempt)
                                                        .stream()
                                                        .filter(one -> !OtherRun.said(one))
                                                        .toList()))
                : ready;
    }

    /** The live schema, with the definitions as they were right before it was read. */
    private record Look(LiveSchema schema, DefinitionHash definition) {}

    private static Look look(Plan plan, TrialGround ground) throws SQLException {
        return ground.tryOut(
                Scope.state("godwit preflight"),
                connection -> {
                    List<Long> oids = Relations.find(connection, plan.tables(), plan.indexes());
                    DefinitionHash definition = DefinitionHash.read(connection, oids);
                    LiveSchema schema =
                            CatalogReader.read(connection, plan.tables(), plan.indexes())
                                    .with(ObjectReader.read(connection, plan.wanted()));
                    List<Long> read = schema.tables().stream().map(Table::oid).sorted().toList();
                    return read.equals(oids)
                            ? new Look(schema, definition)
                            : new Look(schema, DefinitionHash.read(connection, List.of()));
                });
    }

    static List<Problem> mismatches(Request request, String plan) {
        List<Problem> problems = new ArrayList<>();
        if (!plan.equals(request.plan())) {
            problems.add(
                    new Problem(
                            NAME,
                            "the plan's name is %s, not %s".formatted(plan, request.plan()),
                            request.source(),
                            "",
                            "start it under its own name"));
        }
        if (!Plan.hash(request.text()).equals(request.hash())) {
            problems.add(
                    new Problem(
                            HASH,
                            "the plan's text is not the one that was started",
                            request.source(),
                            "its hash is %.12s, expected %.12s"
                                    .formatted(Plan.hash(request.text()), request.hash()),
                            "start it again with one version of godwit"));
        }
        return problems;
    }
}
