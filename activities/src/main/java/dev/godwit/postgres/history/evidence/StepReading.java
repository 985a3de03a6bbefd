package dev.godwit.postgres.history.evidence;

import dev.godwit.plan.evidence.Changes;
import dev.godwit.plan.evidence.Removals;
import dev.godwit.plan.evidence.Weights;
import dev.godwit.plan.sql.Statements.NotSqlException;
import dev.godwit.plan.step.ObjectWork;
import dev.godwit.plan.step.RowWork;
import dev.godwit.plan.step.ScriptWork;
import dev.godwit.plan.step.ShadowWork;
import dev.godwit.plan.step.Step;
import dev.godwit.plan.step.Work;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.state.StateSchema;
import dev.godwit.postgres.state.StoredStep;
import dev.godwit.workflow.checklist.StepFacts;
import dev.godwit.workflow.checklist.StepFacts.Heavy;
import dev.godwit.workflow.checklist.StepFacts.Kind;
import dev.godwit.workflow.checklist.StepFacts.Removed;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Steps of a run, as what they do can be told from what is stored of them. */
final class StepReading {

    private static final String FILLED =
            "select coalesce(sum(rows), 0) from godwit.checkpoint where run = ? and step = ?";

    private final Connection connection;
    private final Sizes sizes;
    private final long run;

    StepReading(Connection connection, long run) {
        this.connection = connection;
        this.sizes = new Sizes(connection);
        this.run = run;
    }

    StepFacts facts(StoredStep stored) throws SQLException {
        try {
            return read(stored);
        } catch (NotSqlException impossible) {
            throw new IllegalStateException("it was parsed before it was stored", impossible);
        }
    }

    private StepFacts read(StoredStep stored) throws SQLException, NotSqlException {
        Step step = stored.step();
        Changes changes = Changes.of(step.work());
        List<Removed> removed = new ArrayList<>();
        for (dev.godwit.plan.evidence.Removed one : Removals.of(step.work())) {
            removed.add(removed(one));
        }
        List<Heavy> heavy = new ArrayList<>();
        for (dev.godwit.plan.evidence.Heavy one : Weights.of(step.work())) {
            heavy.add(sizes.of(one));
        }
        return new StepFacts(
                step.number(),
                step.summary(),
                stored.state().name().toLowerCase(Locale.ROOT),
                kind(step.work()),
                kind(step.work()) == Kind.FILL ? filled(step.number()) : 0,
                removed,
                changes.schema(),
                changes.rows(),
                changes.unseen(),
                heavy,
                step.losses());
    }

    private Removed removed(dev.godwit.plan.evidence.Removed one) throws SQLException {
        return one.into().isEmpty()
                ? new Removed(one.words(), "", -1)
                : new Removed(
                        one.words(), StateSchema.NAME + "." + one.into(), sizes.kept(one.into()));
    }

    private long filled(int step) throws SQLException {
        return Rows.of(connection, FILLED, row -> row.getLong(1), run, step).getFirst();
    }

    private static Kind kind(Work work) {
        return switch (work) {
            case Work.BuildIndex build -> Kind.INDEX;
            case Work.DropIndex drop -> Kind.INDEX;
            case Work.Fill fill -> Kind.FILL;
            case Work.Prove prove -> Kind.PROOF;
            case Work.ProveQuery query -> Kind.PROOF;
            case ScriptWork.Script script -> Kind.SCRIPT;
            case Work.RunSql sql -> Kind.SCRIPT;
            case Work.Ddl ddl -> Kind.STATEMENT;
            case ObjectWork.BuildTree build -> Kind.INDEX;
            case ObjectWork object -> Kind.STATEMENT;
            case Work.KeepColumn keep -> Kind.STATEMENT;
            case Work.PutBack back -> Kind.STATEMENT;
            case RowWork rows -> kind(rows);
            case ShadowWork.CopyRows copy -> Kind.FILL;
            case ShadowWork.ProveTwin twin -> Kind.PROOF;
            case ShadowWork.CatchUp behind -> Kind.STATEMENT;
            case Work.DropProven drop -> Kind.STATEMENT;
            case Work.RestoreNulls restore -> Kind.STATEMENT;
            case ScriptWork.Unscript back -> Kind.STATEMENT;
            case ScriptWork.Repair repair -> Kind.STATEMENT;
            case ScriptWork.Unrepair back -> Kind.STATEMENT;
        };
    }

    private static Kind kind(RowWork work) {
        return switch (work) {
            case RowWork.FillAll fill -> Kind.FILL;
            case RowWork.RunBody body -> Kind.FILL;
            case RowWork.DeleteRows delete -> Kind.FILL;
            case RowWork.ProveNone none -> Kind.PROOF;
            case RowWork.GiveBack back -> Kind.STATEMENT;
            case RowWork.RunBack back -> Kind.STATEMENT;
            case RowWork.PutRows put -> Kind.STATEMENT;
        };
    }
}
