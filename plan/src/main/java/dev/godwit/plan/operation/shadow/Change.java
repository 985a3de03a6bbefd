package dev.godwit.plan.operation.shadow;

import dev.godwit.plan.operation.shape.Wanted;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.schema.Column;
import java.util.List;

/**
 * A column that has another type in the copy.
 *
 * @param at the operation that says so
 */
public record Change(Column old, Wanted wanted, Location at) {

    /** Its value in the copy. @param row table or variable with a dot, or empty for bare names */
    String up(String row) {
        return Way.bound(wanted.up(), row, wanted.type());
    }

    /** Its value in the table, of a row of the copy. */
    String down(String row) {
        return Way.bound(wanted.down(), row, old.type());
    }

    /** As SQL: true where the column of the table holds what the copy says. */
    String downFits(String tableRow, String copyRow) {
        return Way.same(tableRow + Way.quoted(old.name()), down(copyRow), old.type());
    }

    /** As SQL: true where the column of the copy holds what the table says. */
    String upFits(String tableRow, String copyRow) {
        return Way.same(copyRow + Way.quoted(old.name()), up(tableRow), wanted.type());
    }

    /** As SQL: true for a row of the copy that the table can hold and give back. */
    String returns(String copyRow, List<Change> all) {
        String again =
                "(%s\n)::%s"
                        .formatted(
                                wanted.up()
                                        .with(
                                                name ->
                                                        all.stream()
                                                                .filter(
                                                                        one ->
                                                                                one.old()
                                                                                        .name()
                                                                                        .equals(
                                                                                                name))
                                                                .findFirst()
                                                                .map(one -> one.down(copyRow))
                                                                .orElse(
                                                                        copyRow
                                                                                + Way.quoted(
                                                                                        name))),
                                wanted.type());
        return Way.same(copyRow + Way.quoted(old.name()), again, wanted.type());
    }
}
