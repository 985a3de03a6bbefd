package dev.godwit.plan.operation.shape;

import dev.godwit.plan.sql.Expression;
import dev.godwit.plan.sql.Identifier;
import java.util.Set;

/**
 * Two columns that say the same in two ways, as SQL over one row. A row is right when the new one
 * is {@code up} of the old one, or the old one is {@code down} of the new one; unless it may lose
 * something on the way, both.
 *
 * @param called the plan's name for the old one; in {@code down} it stands for the new one
 * @param coming the plan's name for the new one
 * @param old the old column's name
 * @param oldType as SQL
 * @param fresh the new column's name
 * @param type as SQL
 * @param lossy one way and back need not give the same
 */
record Shapes(
        String called,
        String coming,
        String old,
        String oldType,
        String fresh,
        String type,
        Expression up,
        Expression down,
        boolean lossy) {

    private static final Set<String> WITHOUT_EQUALITY =
            Set.of("json", "xml", "point", "lseg", "box", "path", "polygon", "circle");

    /** Under other names. */
    Shapes named(String oldName, String newName) {
        return new Shapes(called, coming, oldName, oldType, newName, type, up, down, lossy);
    }

    /** Of types that have other names by then. */
    Shapes typed(String typeOfOld, String typeOfNew) {
        return new Shapes(called, coming, old, typeOfOld, fresh, typeOfNew, up, down, lossy);
    }

    /** The new value. @param row variable with a dot, or empty for the row's bare columns */
    String up(String row) {
        return "(%s\n)::%s".formatted(up.with(name -> row + own(name, old)), type);
    }

    /** The old value. */
    String down(String row) {
        return "(%s\n)::%s".formatted(down.with(name -> row + own(name, fresh)), oldType);
    }

    private String own(String name, String shape) {
        return Identifier.quote(name.equals(called) || name.equals(coming) ? shape : name);
    }

    /** Whether the new one is not what the old one makes of it. */
    String upDiffers(String row) {
        return differs(row + Identifier.quote(fresh), up(row), type);
    }

    /** Whether the old one is not what the new one makes of it. */
    String downDiffers(String row) {
        return differs(row + Identifier.quote(old), down(row), oldType);
    }

    /** Whether neither was made of the other. */
    String stale(String row) {
        return "(%s) and (%s)".formatted(upDiffers(row), downDiffers(row));
    }

    /** True for a row that still needs filling. */
    String unfilled() {
        return lossy
                ? "%s is null and (%s) is not null or %s"
                        .formatted(Identifier.quote(fresh), up(""), stale(""))
                : upDiffers("");
    }

    /** True for a row that is wrong. */
    String mismatch() {
        return lossy ? unfilled() : "(%s) or (%s)".formatted(upDiffers(""), downDiffers(""));
    }

    /** Whether a value was changed by an UPDATE. */
    String changed(String column, String ofType) {
        String quoted = Identifier.quote(column);
        return differs("new." + quoted, "old." + quoted, ofType);
    }

    private static String differs(String one, String other, String type) {
        String element = type.endsWith("[]") ? type.substring(0, type.indexOf('[')) : type;
        String plain = WITHOUT_EQUALITY.contains(element) ? "::text" : "";
        return one + plain + " is distinct from " + other + plain;
    }
}
