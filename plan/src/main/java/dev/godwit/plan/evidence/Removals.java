package dev.godwit.plan.evidence;

import dev.godwit.plan.script.Taking;
import dev.godwit.plan.sql.Statements.NotSqlException;
import dev.godwit.plan.step.RowWork;
import dev.godwit.plan.step.Save;
import dev.godwit.plan.step.ScriptWork;
import dev.godwit.plan.step.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a step takes away of what was there before. Statements of the user's own do, and those that
 * destroy something; the others of Godwit's fill what is NULL or new, and drop what the run itself
 * has made.
 */
public final class Removals {

    private Removals() {}

    /** In the order of the statements; what no grammar can see comes last. */
    public static List<Removed> of(Work work) throws NotSqlException {
        return switch (work) {
            case ScriptWork.Script script -> of(script.statements(), script.saves());
            case Work.RunSql sql -> of(sql.statements(), List.of());
            case Work.DropProven drop -> List.of(new Removed(drop.what(), drop.into()));
            case RowWork rows -> of(rows);
            default -> List.of();
        };
    }

    private static List<Removed> of(RowWork work) {
        return switch (work) {
            case RowWork.DeleteRows delete ->
                    List.of(
                            new Removed(
                                    "rows of " + delete.table(),
                                    delete.saved() == null ? "" : delete.saved()));
            case RowWork.FillAll fill ->
                    fill.columns().stream()
                            .filter(RowWork.Filled::old)
                            .map(
                                    column ->
                                            new Removed(
                                                    "%s of %s as they were"
                                                            .formatted(
                                                                    column.column(), fill.table()),
                                                    Objects.requireNonNullElse(column.saved(), "")))
                            .toList();
            case RowWork.RunBody body ->
                    List.of(
                            new Removed(
                                    "what an UPDATE of %s changes".formatted(body.table()), ""));
            case RowWork.GiveBack back -> List.of();
            case RowWork.RunBack back -> List.of();
            case RowWork.PutRows put -> List.of();
            case RowWork.ProveNone none -> List.of();
        };
    }

    private static List<Removed> of(List<String> statements, List<Save> saves)
            throws NotSqlException {
        Taking taking = Taking.of(statements, "");
        List<Removed> removed = new ArrayList<>();
        for (Save taken : taking.saves()) {
            String into =
                    saves.stream()
                            .filter(save -> same(save, taken))
                            .map(Save::into)
                            .findFirst()
                            .orElse("");
            removed.add(new Removed(taken.words(), into));
        }
        taking.unseen()
                .forEach(words -> removed.add(new Removed("what %s changes".formatted(words), "")));
        return removed;
    }

    private static boolean same(Save save, Save taken) {
        return save.statement() == taken.statement()
                && save.kind() == taken.kind()
                && save.table().equals(taken.table())
                && save.columns().equals(taken.columns());
    }
}
