package dev.godwit.migration;

import dev.godwit.migration.host.TargetAccess;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Step;
import dev.godwit.plan.step.Work;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.snapshot.store.Keeper;
import dev.godwit.postgres.state.StepJson;
import dev.godwit.postgres.state.Steps;
import java.sql.SQLException;

/**
 * What steps keep is counted and written before it is needed: before a step that destroys, and
 * after one that has moved or copied something. A killed call is repeated, and so is this.
 */
record Keeping(Database database, Keeper keeper) {

    /** What every name has that Godwit keeps something under. */
    private static final String RESERVED = "_godwit_";

    static Keeping of(TargetAccess target, Attempt attempt) {
        Database database = target.database();
        return new Keeping(database, new Keeper(database, target.state(), target.store(), attempt));
    }

    void before(long run, Step step) throws SQLException {
        if (step.work() instanceof Work.DropProven) {
            keeper.complete(run, contract(step));
        }
    }

    void after(long run, Step step) throws SQLException {
        if (StepJson.write(step).contains(RESERVED)) {
            keeper.complete(run, contract(step));
        }
    }

    /**
     * What takes rows away in slices has copied them. A column that is kept is counted before it is
     * dropped, in a call that may take its time.
     */
    void afterSlice(long run, int number) throws SQLException {
        Step step = step(run, number);
        if (contract(step) && !(step.work() instanceof Work.KeepColumn)) {
            keeper.complete(run, true);
        }
    }

    /** No row is filled any more. */
    private static boolean contract(Step step) {
        return step.stage() == Stage.CONTRACT;
    }

    /** The step, which stays as it was compiled. */
    Step step(long run, int number) throws SQLException {
        return database.inTransaction(
                Scope.state(Scope.name(run, number)),
                connection -> Steps.get(connection, run, number).step());
    }
}
