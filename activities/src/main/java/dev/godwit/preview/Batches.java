package dev.godwit.preview;

import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.LockMode;
import dev.godwit.plan.step.RowWork.DeleteRows;
import dev.godwit.plan.step.RowWork.FillAll;
import dev.godwit.plan.step.RowWork.Filled;
import dev.godwit.plan.step.RowWork.RunBody;
import dev.godwit.plan.step.ShadowWork.CopyRows;
import dev.godwit.plan.step.Work.Fill;
import dev.godwit.plan.step.Work.KeepColumn;
import dev.godwit.plan.step.Work.KeyColumn;
import dev.godwit.plan.step.Work.Prove;
import dev.godwit.postgres.fill.FillForm;
import dev.godwit.postgres.fill.lane.Ranges;
import dev.godwit.postgres.shadow.CopyForm;
import dev.godwit.workflow.preview.PreviewStep.PreviewWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Work that is done in batches. Statements are shown for any range, without the cursor, which is
 * moved in the same transaction.
 */
final class Batches {

    static final Ranges.Range ANY = new Ranges.Range("", "");
    private static final String SHORT = "and the rows of one batch, for milliseconds";

    private Batches() {}

    static PreviewWork of(FillAll fill, Optional<Ranges> ranges) {
        List<String> statements = new ArrayList<>();
        ranges.ifPresent(
                any -> {
                    statements.add(FillForm.of(fill, any));
                    for (Filled column : fill.columns()) {
                        if (column.saved() != null) {
                            statements.add(
                                    "-- the same statement keeps %s of the rows in godwit.%s"
                                            .formatted(
                                                    column.old()
                                                            ? "key, old and new value"
                                                            : "key and new value",
                                                    Identifier.quote(column.saved())));
                        }
                    }
                });
        return writing(
                "fill %s of %s".formatted(String.join(", ", fill.names()), fill.table()),
                fill.table(),
                statements);
    }

    static PreviewWork of(RunBody body) {
        return writing("run the UPDATE of the plan", body.table(), List.of(body.body()));
    }

    static PreviewWork of(DeleteRows delete, Optional<Ranges> ranges) {
        List<String> statements = new ArrayList<>();
        ranges.ifPresent(
                any ->
                        statements.add(
                                "delete from %s where %s and (%s\n)"
                                        .formatted(
                                                delete.table().sql(),
                                                any.condition(ANY),
                                                delete.where())));
        if (delete.saved() != null) {
            statements.add(
                    "-- the same statement keeps the rows in godwit."
                            + Identifier.quote(delete.saved()));
        }
        return writing("delete rows of " + delete.table(), delete.table(), statements);
    }

    static PreviewWork of(Prove prove, Optional<Ranges> ranges) {
        String words = "compare every row of " + prove.table();
        List<String> statements = new ArrayList<>();
        ranges.ifPresent(
                any ->
                        statements.add(
                                "select count(*), count(*) filter (where (%s\n) is true) from %s where %s"
                                        .formatted(
                                                prove.mismatch(),
                                                prove.table().sql(),
                                                any.condition(ANY))));
        String sweep =
                switch (prove.sweep()) {
                    case null -> "";
                    case Fill fill -> FillForm.at(fill, ":wrong");
                    case CopyRows copy -> CopyForm.again(copy, "ctid = any(:wrong)");
                };
        if (sweep.isEmpty()) {
            return reading(words, prove.table(), statements);
        }
        if (ranges.isPresent()) {
            statements.add("-- and on wrong rows, if there are any");
            statements.add(sweep);
        }
        return prove.sweep() instanceof CopyRows
                ? new PreviewWork(
                        words + ", copy what was written before the trigger",
                        LockMode.ROW_SHARE.sql(),
                        List.of(prove.table().toString()),
                        "ROW EXCLUSIVE on the copy, and wrong rows of one batch, for milliseconds",
                        statements)
                : writing(
                        words + ", fill what was written before the trigger",
                        prove.table(),
                        statements);
    }

    static PreviewWork of(KeepColumn keep, Optional<Ranges> ranges) {
        String columns =
                Stream.concat(keep.key().stream().map(KeyColumn::name), Stream.of(keep.column()))
                        .map(Identifier::quote)
                        .collect(Collectors.joining(", "));
        return reading(
                "copy %s.%s".formatted(keep.table(), keep.column()),
                keep.table(),
                ranges.stream()
                        .map(
                                any ->
                                        "insert into %s (%s) select %2$s from %3$s where %4$s on conflict do nothing"
                                                .formatted(
                                                        Identifier.quote("godwit", keep.into()),
                                                        columns,
                                                        keep.table().sql(),
                                                        any.condition(ANY)))
                        .toList());
    }

    private static PreviewWork writing(String words, QualifiedName table, List<String> statements) {
        return new PreviewWork(
                words, LockMode.ROW_EXCLUSIVE.sql(), List.of(table.toString()), SHORT, statements);
    }

    private static PreviewWork reading(String words, QualifiedName table, List<String> statements) {
        return new PreviewWork(
                words, LockMode.ACCESS_SHARE.sql(), List.of(table.toString()), "", statements);
    }
}
