package dev.godwit.cli.output;

import dev.godwit.workflow.message.Finding;
import java.io.PrintStream;
import java.util.List;

/**
 * Where a command writes. In text mode people's words go to standard output; in JSON mode standard
 * output gets exactly one object, and everything else goes to standard error. Thread-safe.
 */
public final class Output {

    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintStream out;
    private final PrintStream err;
    private final Format format;
    private final Style style;
    private final boolean redraws;
    private final int width;
    private boolean drawn;

    /** How a command answers. */
    public enum Format {
        text,
        json
    }

    /**
     * @param redraws whether standard output is a terminal on which a line may be replaced
     * @param width of the terminal, in characters
     */
    public Output(
            PrintStream out,
            PrintStream err,
            Format format,
            Style style,
            boolean redraws,
            int width) {
        this.out = out;
        this.err = err;
        this.format = format;
        this.style = style;
        this.redraws = redraws && format == Format.text;
        this.width = width;
    }

    public boolean json() {
        return format == Format.json;
    }

    /** Whether {@link #redraw} shows anything. */
    public boolean redraws() {
        return redraws;
    }

    public Style style() {
        return style;
    }

    /** Of the terminal; 80 where there is none. */
    public int width() {
        return width;
    }

    /** Writes words for people, one or more lines. */
    public synchronized void line(String text) {
        clear();
        PrintStream people = json() ? err : out;
        people.println(text);
        people.flush();
    }

    /** Writes to standard error, in either mode: what must not be mistaken for the answer. */
    public synchronized void note(String text) {
        clear();
        err.println(text);
        err.flush();
    }

    /** Writes problems to standard error. */
    public void problems(List<Finding> problems) {
        note(Errors.text(problems, style));
    }

    /** Writes the answer in JSON mode, a record with snake_case keys; does nothing in text mode. */
    public synchronized void object(Object answer) {
        if (json()) {
            out.println(Json.text(answer));
            out.flush();
        }
    }

    /** Replaces the last line of a terminal; does nothing elsewhere. */
    public synchronized void redraw(String text) {
        if (redraws) {
            out.print(CLEAR_LINE + text);
            out.flush();
            drawn = true;
        }
    }

    /** Removes what {@link #redraw} drew. */
    public synchronized void clear() {
        if (drawn) {
            out.print(CLEAR_LINE);
            out.flush();
            drawn = false;
        }
    }
}
