package dev.godwit.plan.operation.shape;

import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How two shapes of a column change places. All of it is in the catalog, and in one transaction.
 *
 * @param forth statements
 * @param back statements that undo them
 * @param losses what they do not bring back
 */
public record Exchange(List<String> forth, List<String> back, List<String> losses) {

    /**
     * Of names and defaults.
     *
     * @param preset the old one's default; empty for none
     * @param next the new one's default; null for none
     */
    static Exchange of(
            QualifiedName table,
            Shapes before,
            Shapes after,
            String preset,
            @Nullable String next) {
        String alter = "alter table " + table.sql() + " ";
        String aside = Identifier.quote(after.old());
        String column = Identifier.quote(before.old());
        String fresh = Identifier.quote(before.fresh());
        List<String> forth = new ArrayList<>();
        forth.add(alter + "rename column " + column + " to " + aside);
        forth.add(alter + "rename column " + fresh + " to " + column);
        List<String> back = new ArrayList<>();
        back.add(alter + "rename column " + column + " to " + fresh);
        back.add(alter + "rename column " + aside + " to " + column);
        if (!preset.isEmpty()) {
            forth.add(alter + "alter column " + aside + " drop default");
            back.add(alter + "alter column " + column + " set default " + preset);
        }
        if (next != null) {
            forth.add(alter + "alter column " + column + " set default " + next);
            back.add(alter + "alter column " + fresh + " drop default");
        }
        List<String> losses =
                before.lossy()
                        ? List.of(
                                "values of %s.%s written since come back as down makes them"
                                        .formatted(table, before.old()))
                        : List.of();
        return new Exchange(forth, back, losses);
    }
}
