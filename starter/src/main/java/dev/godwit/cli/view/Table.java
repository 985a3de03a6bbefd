package dev.godwit.cli.view;

import java.util.ArrayList;
import java.util.List;

/** Rows of text with aligned columns. */
public final class Table {

    private final List<List<String>> rows = new ArrayList<>();

    /** Named columns. */
    public Table(String... heads) {
        rows.add(List.of(heads));
    }

    /** Adds a row. @param cells one for each column */
    public void add(String... cells) {
        rows.add(List.of(cells));
    }

    /** Without a line break at the end and without blanks at the ends of lines. */
    public String text() {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int column = 0; column < columns; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < columns; column++) {
                String cell = row.get(column);
                line.append(cell).append(" ".repeat(widths[column] - cell.length() + 2));
            }
            lines.add(line.toString().stripTrailing());
        }
        return String.join("\n", lines);
    }
}
