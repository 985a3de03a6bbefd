package dev.godwit.cli.command.preview;

import dev.godwit.cli.output.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Lines of text with labels, wrapped to a terminal's width. */
final class Lines {

    private static final int CODE = 10;

    /** Below that, wrapping would make more lines than words. */
    private static final int NARROWEST = 24;

    private final Style style;
    private final int width;
    private final List<String> lines = new ArrayList<>();

    /**
     * @param width at which lines are wrapped; 0 for never
     */
    Lines(Style style, int width) {
        this.style = style;
        this.width = width;
    }

    void add(String line) {
        lines.add(line);
    }

    /** A heading after an empty line. */
    void phase(String name) {
        lines.add("");
        lines.add(style.strong(name));
    }

    /** Where words begin of lines that are labelled alike. */
    record Column(int indent, int label) {

        /** Wide enough for those labels. */
        static Column of(int indent, Stream<String> labels) {
            int longest = labels.mapToInt(String::length).max().orElse(0);
            return new Column(indent, longest == 0 ? 0 : longest + 2);
        }
    }

    /** A label and words, which are wrapped below themselves. */
    void entry(Column at, String label, String words) {
        int start = at.indent() + at.label();
        String shown = label + " ".repeat(at.label() - label.length());
        List<String> parts = wrapped(words, start);
        lines.add(" ".repeat(at.indent()) + style.faint(shown) + parts.getFirst());
        parts.stream().skip(1).forEach(part -> lines.add(" ".repeat(start) + part));
    }

    /** Statements, each ended with a semicolon, as they are. */
    void code(List<String> statements) {
        for (String statement : statements) {
            String whole = statement.strip();
            String ended = whole.endsWith(";") || whole.startsWith("--") ? whole : whole + ";";
            ended.lines().forEach(line -> lines.add(" ".repeat(CODE) + visible(line)));
        }
    }

    private List<String> wrapped(String words, int start) {
        int room = width - start;
        if (width == 0 || room < NARROWEST) {
            return List.of(words);
        }
        List<String> parts = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : words.split(" ", -1)) {
            if (!line.isEmpty() && shown(line) + 1 + shown(word) > room) {
                parts.add(line.toString());
                line.setLength(0);
            }
            if (!line.isEmpty()) {
                line.append(' ');
            }
            line.append(word);
        }
        parts.add(line.toString());
        return parts;
    }

    /** Characters on the screen: colours have none. */
    private static int shown(CharSequence text) {
        return text.toString().replaceAll("\u001b\\[[0-9;]*m", "").length();
    }

    /** What would steer a terminal is shown instead; indentation stays. */
    private static String visible(String line) {
        return line.replace("\t", "    ").replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
    }

    String text() {
        return String.join("\n", lines);
    }
}
