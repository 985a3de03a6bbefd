package dev.godwit.postgres.fill;

import static java.util.stream.Collectors.joining;

import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.step.RowWork.FillAll;
import dev.godwit.plan.step.RowWork.Filled;
import dev.godwit.postgres.fill.lane.Checkpoint;
import dev.godwit.postgres.fill.lane.Checkpoints;
import dev.godwit.postgres.fill.lane.Ranges;
import dev.godwit.postgres.fill.lane.Ranges.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The statements of a fill. All columns of a row are written at once; where something is saved, the
 * rows are locked and read first, in the same statement, so that what is saved is what was there.
 */
record FillSql(FillAll fill, Ranges ranges) {

    /** Where keys and values go, of the columns that need it. */
    List<SavedTable> saved() {
        return fill.columns().stream().flatMap(column -> saved(column).stream()).toList();
    }

    private Optional<SavedTable> saved(Filled column) {
        return Optional.ofNullable(column.saved())
                .map(
                        name ->
                                SavedTable.of(
                                        name,
                                        fill.table(),
                                        fill.key(),
                                        column.column(),
                                        column.old()));
    }

    /** The whole batch: rows, what is saved of them, and the cursor. */
    String batch(Checkpoint at, Range range) {
        List<SavedTable> saved = saved();
        boolean simple = fill.columns().size() == 1 && saved.stream().noneMatch(SavedTable::old);
        return Checkpoints.moving(
                at,
                range,
                ranges,
                simple || saved.isEmpty() ? direct(range, saved) : locked(range));
    }

    /** The rows' part of the batch, without fence and cursor. */
    String update(Range range) {
        // Line breaks: an expression may end in a comment.
        String set =
                fill.columns().size() == 1
                        ? "%s = (%s\n)"
                                .formatted(
                                        Identifier.quote(fill.columns().getFirst().column()),
                                        fill.columns().getFirst().expression())
                        : fill.columns().stream()
                                .map(column -> when(column, "(" + column.predicate() + "\n)"))
                                .collect(joining(", "));
        return "update %s set %s where %s"
                .formatted(fill.table().sql(), set, ranges.condition(range, needed()));
    }

    private String direct(Range range, List<SavedTable> saved) {
        String work = "work as (%s and exists (select from guard) returning %s)";
        if (saved.isEmpty()) {
            return work.formatted(update(range), "1");
        }
        SavedTable only = saved.getFirst();
        return work.formatted(update(range), only.columns())
                + ", "
                + kept(only, only.columns(), "", "kept");
    }

    private String locked(Range range) {
        String table = fill.table().sql();
        List<String> read = new ArrayList<>();
        List<String> same = new ArrayList<>();
        List<String> returned = new ArrayList<>();
        for (int i = 0; i < fill.key().size(); i++) {
            String key = Identifier.quote(fill.key().get(i).name());
            read.add(key + " as _godwit_k" + i);
            same.add(table + "." + key + " = _godwit_k" + i);
            returned.add(table + "." + key);
        }
        List<String> set = new ArrayList<>();
        List<String> keeps = new ArrayList<>();
        for (int i = 0; i < fill.columns().size(); i++) {
            Filled column = fill.columns().get(i);
            String name = Identifier.quote(column.column());
            read.add("(" + column.predicate() + "\n) is true as _godwit_f" + i);
            read.add(name + " as _godwit_o" + i);
            set.add(when(column, "_godwit_f" + i));
            returned.add(table + "." + name);
            returned.add("_godwit_f" + i);
            returned.add("_godwit_o" + i);
            int number = i;
            saved(column)
                    .ifPresent(
                            to ->
                                    keeps.add(
                                            kept(
                                                    to,
                                                    to.old()
                                                            ? to.columns() + ", _godwit_o" + number
                                                            : to.columns(),
                                                    " where _godwit_f" + number,
                                                    "kept" + number)));
        }
        return """
        todo as materialized (select %s from %s where %s and exists (select from guard) for update),
             work as (update %s set %s from todo where %s and %s returning %s),
             %s
        """
                .formatted(
                        String.join(", ", read),
                        table,
                        ranges.condition(range, needed()),
                        table,
                        String.join(", ", set),
                        String.join(" and ", same),
                        ranges.condition(range),
                        String.join(", ", returned),
                        String.join(", ", keeps))
                .strip();
    }

    /** A row that was filled before keeps the oldest of its values. */
    private static String kept(SavedTable to, String values, String which, String name) {
        return """
        %s as (insert into %s (%s%s) select %s from work%s
                 on conflict (%s) do update set %6$s = excluded.%6$s)
        """
                .replace("%6$s", Identifier.quote(to.column()).replace("%", "%%"))
                .formatted(
                        name,
                        to.name().sql(),
                        to.columns(),
                        to.old() ? ", " + SavedTable.OLD : "",
                        values,
                        which,
                        to.keyColumns())
                .strip();
    }

    private String needed() {
        return fill.columns().stream()
                .map(column -> "(" + column.predicate() + "\n)")
                .collect(joining(" or ", "(", ")"));
    }

    /**
     * Only where the column itself needs it. An assignment would convert the value, CASE does not:
     * so it is cast, except to types that a cast would cut without a word.
     */
    private static String when(Filled column, String needs) {
        String name = Identifier.quote(column.column());
        String type = column.type().toLowerCase(Locale.ROOT);
        boolean cuts = type.contains("char") || type.startsWith("bit") || type.startsWith("varbit");
        return "%1$s = case when %2$s then (%3$s\n)%4$s else %1$s end"
                .formatted(name, needs, column.expression(), cuts ? "" : "::" + column.type());
    }
}
