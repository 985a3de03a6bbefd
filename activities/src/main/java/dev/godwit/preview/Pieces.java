package dev.godwit.preview;

import dev.godwit.plan.evidence.Heavy;
import dev.godwit.plan.evidence.Weights;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.sql.Statements;
import dev.godwit.plan.step.LockMode;
import dev.godwit.plan.step.ObjectWork;
import dev.godwit.plan.step.RowWork;
import dev.godwit.plan.step.ScriptWork;
import dev.godwit.plan.step.ShadowWork;
import dev.godwit.plan.step.Work;
import dev.godwit.postgres.fill.lane.Ranges;
import dev.godwit.workflow.preview.PreviewStep.PreviewWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A piece of work in words, with its lock and its statements. */
final class Pieces {

    private static final int LONGEST = 160;
    private static final String OWN = "whatever locks its statements take, until all have run";

    private Pieces() {}

    /**
     * Says it.
     *
     * @param ranges that stand for any range, of work that is done in batches
     */
    static PreviewWork of(Work work, Optional<Ranges> ranges) {
        return switch (work) {
            case Work.Ddl ddl -> ddl(ddl);
            case Work.DropProven drop -> ddl(drop.ddl());
            case Work.BuildIndex build -> build(build);
            case Work.DropIndex drop ->
                    new PreviewWork(
                            "drop index " + drop.index(),
                            LockMode.SHARE_UPDATE_EXCLUSIVE.sql(),
                            List.of(),
                            "concurrently, on the table of the index",
                            List.of("drop index concurrently if exists " + drop.index().sql()));
            case Work.RunSql sql -> script(sql, sql.statements());
            case Work.ProveQuery query ->
                    new PreviewWork(
                            "the query must return no row",
                            "",
                            List.of(),
                            "none but those of a SELECT",
                            List.of(query.sql()));
            case Work.Fill fill -> Batches.of(RowWork.FillAll.of(fill), ranges);
            case Work.Prove prove -> Batches.of(prove, ranges);
            case Work.KeepColumn keep -> Batches.of(keep, ranges);
            case Work.RestoreNulls back ->
                    batched(
                            "makes %s NULL again where the fill wrote it"
                                    .formatted(column(back.table(), back.column())),
                            back.table());
            case Work.PutBack back ->
                    batched(
                            "gives %s back its values"
                                    .formatted(column(back.table(), back.column())),
                            back.table());
            case RowWork rows -> rows(rows, ranges);
            case ShadowWork copy -> Copies.of(copy, ranges);
            case ObjectWork object -> object(object);
            case ScriptWork scripted -> scripted(scripted);
        };
    }

    private static PreviewWork rows(RowWork work, Optional<Ranges> ranges) {
        return switch (work) {
            case RowWork.FillAll fill -> Batches.of(fill, ranges);
            case RowWork.RunBody body -> Batches.of(body);
            case RowWork.DeleteRows delete -> Batches.of(delete, ranges);
            case RowWork.ProveNone none -> Batches.of(none.prove(), ranges);
            case RowWork.GiveBack back ->
                    batched(
                            "gives %s back the values that were filled over"
                                    .formatted(column(back.table(), back.column())),
                            back.table());
            case RowWork.RunBack back ->
                    new PreviewWork(
                            "runs its down for each range",
                            LockMode.ROW_EXCLUSIVE.sql(),
                            List.of(back.table().toString()),
                            "",
                            List.of(back.body()));
            case RowWork.PutRows put ->
                    batched("puts the deleted rows back into " + put.table(), put.table());
        };
    }

    private static PreviewWork object(ObjectWork work) {
        return switch (work) {
            case ObjectWork.Detach detach ->
                    new PreviewWork(
                            "detach %s from %s".formatted(detach.partition(), detach.parent()),
                            LockMode.SHARE_UPDATE_EXCLUSIVE.sql(),
                            List.of(detach.parent().toString()),
                            "concurrently; beside a default partition ACCESS EXCLUSIVE, for an instant",
                            List.of(
                                    "alter table %s detach partition %s %s"
                                            .formatted(
                                                    detach.parent().sql(),
                                                    detach.partition().sql(),
                                                    detach.begins()
                                                            ? "concurrently"
                                                            : "finalize")));
            case ObjectWork.Reindex reindex ->
                    new PreviewWork(
                            reindex.begins()
                                    ? "build index %s anew".formatted(reindex.index())
                                    : "drops what a build of %s has left"
                                            .formatted(reindex.index()),
                            LockMode.SHARE_UPDATE_EXCLUSIVE.sql(),
                            List.of(reindex.table().toString()),
                            "concurrently",
                            reindex.begins()
                                    ? List.of("reindex index concurrently " + reindex.index().sql())
                                    : List.of());
            case ObjectWork.BuildTree tree ->
                    new PreviewWork(
                            "build index %s on %s and its partitions"
                                    .formatted(tree.name(), tree.table()),
                            LockMode.SHARE.sql(),
                            List.of(tree.table().toString()),
                            "for an instant on partitioned tables; their leaves are built concurrently",
                            List.of(
                                    "create %sindex %s on only %s %s"
                                            .formatted(
                                                    tree.unique() ? "unique " : "",
                                                    Identifier.quote(tree.reserved()),
                                                    tree.table().sql(),
                                                    tree.definition()),
                                    "-- the same CONCURRENTLY on each leaf, then ALTER INDEX ... ATTACH PARTITION upwards and a rename to "
                                            + tree.name()));
            case ObjectWork.DropTree tree -> {
                QualifiedName index = new QualifiedName(tree.table().schema(), tree.name());
                yield new PreviewWork(
                        "drop index %s and those of the partitions".formatted(index),
                        LockMode.ACCESS_EXCLUSIVE.sql(),
                        List.of(tree.table().toString()),
                        "on its partitions, too",
                        List.of("drop index " + index.sql()));
            }
        };
    }

    private static PreviewWork scripted(ScriptWork work) {
        return switch (work) {
            case ScriptWork.Script script -> script(script, script.statements());
            case ScriptWork.Unscript back ->
                    back.whole().isEmpty() && back.saves().isEmpty()
                            ? record(back.name())
                            : script(back, back.whole());
            case ScriptWork.Repair repair -> record(repair.name());
            case ScriptWork.Unrepair back -> record(back.repair().name());
        };
    }

    private static PreviewWork record(String migration) {
        return new PreviewWork(
                "changes what is on record of " + migration, "", List.of(), "", List.of());
    }

    private static PreviewWork ddl(Work.Ddl ddl) {
        boolean free = ddl.tables().isEmpty();
        return new PreviewWork(
                first(ddl.statements()),
                free ? "" : ddl.lock().sql(),
                ddl.tables().stream().map(QualifiedName::toString).toList(),
                free
                        ? "none on a table that was there before"
                        : ddl.scans() ? "while every row is read" : "",
                ddl.statements());
    }

    private static PreviewWork build(Work.BuildIndex build) {
        return new PreviewWork(
                "build index %s on %s".formatted(build.name(), build.table()),
                LockMode.SHARE_UPDATE_EXCLUSIVE.sql(),
                List.of(build.table().toString()),
                "concurrently, while every row is read twice",
                List.of(
                        build.create(),
                        "alter index %s rename to %s"
                                .formatted(
                                        Identifier.quote(build.table().schema(), build.reserved()),
                                        Identifier.quote(build.name()))));
    }

    private static PreviewWork script(Work work, List<String> statements) {
        String heavy = heavy(work);
        return new PreviewWork(
                first(statements),
                "",
                List.of(),
                heavy.isEmpty()
                        ? OWN
                        : "%s; neither concurrent nor batched: %s".formatted(OWN, heavy),
                statements);
    }

    private static String heavy(Work work) {
        try {
            return Weights.of(work).stream().map(Heavy::words).collect(Collectors.joining("; "));
        } catch (Statements.NotSqlException impossible) {
            throw new IllegalStateException("it was parsed before it was compiled", impossible);
        }
    }

    private static PreviewWork batched(String words, QualifiedName table) {
        return new PreviewWork(
                words,
                LockMode.ROW_EXCLUSIVE.sql(),
                List.of(table.toString()),
                "in batches",
                List.of());
    }

    private static String column(QualifiedName table, String column) {
        return table + "." + column;
    }

    private static String first(List<String> statements) {
        List<String> lines = new ArrayList<>(statements);
        if (lines.isEmpty()) {
            return "runs no statement";
        }
        String line = lines.getFirst().replaceAll("\\s+", " ").strip();
        String shown =
                line.codePointCount(0, line.length()) <= LONGEST
                        ? line
                        : line.substring(0, line.offsetByCodePoints(0, LONGEST - 1)) + "…";
        return lines.size() == 1 ? shown : "%s; and %d more".formatted(shown, lines.size() - 1);
    }
}
