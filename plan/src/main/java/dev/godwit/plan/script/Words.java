package dev.godwit.plan.script;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The bare words of a statement that stand outside of brackets, quotes and comments, with where
 * they are: the parse tree says what a clause means, not where its text begins.
 */
final class Words {

    private static final int NOTHING = -1;

    private final byte[] sql;
    private final List<Word> found = new ArrayList<>();
    private int at;
    private int depth;

    private Words(String statement) {
        sql = statement.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * A word.
     *
     * @param text in lower case
     * @param start of its first byte
     */
    record Word(String text, int start, int end) {}

    static List<Word> of(String statement) {
        Words words = new Words(statement);
        words.scan();
        return words.found;
    }

    /** A piece of a statement. */
    static String cut(String statement, int from, int to) {
        byte[] bytes = statement.getBytes(StandardCharsets.UTF_8);
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    private void scan() {
        while (at < sql.length) {
            byte here = sql[at];
            if (here == '\'') {
                quoted('\'', escapes());
            } else if (here == '"') {
                quoted('"', false);
            } else if (here == '$' && dollar() != NOTHING) {
                dollars(dollar());
            } else if (here == '-' && next('-')) {
                to((byte) '\n');
            } else if (here == '/' && next('*')) {
                comment();
            } else if (here == '(' || here == '[') {
                depth++;
                at++;
            } else if (here == ')' || here == ']') {
                depth--;
                at++;
            } else if (letter(here)) {
                word();
            } else {
                at++;
            }
        }
    }

    private void word() {
        int start = at;
        while (at < sql.length && (letter(sql[at]) || digit(sql[at]) || sql[at] == '$')) {
            at++;
        }
        if (depth == 0) {
            String text = new String(sql, start, at - start, StandardCharsets.UTF_8);
            found.add(new Word(text.toLowerCase(Locale.ROOT), start, at));
        }
    }

    /** Whether a backslash escapes in the string that begins here: {@code E'...'}. */
    private boolean escapes() {
        return at > 0
                && (sql[at - 1] == 'E' || sql[at - 1] == 'e')
                && (at == 1 || !letter(sql[at - 2]) && !digit(sql[at - 2]));
    }

    private void quoted(char quote, boolean escapes) {
        at++;
        while (at < sql.length && sql[at] != quote) {
            at += escapes && sql[at] == '\\' ? 2 : 1;
        }
        at++; // a doubled quote begins the rest of the same text
    }

    /** Where the tag of a dollar quote ends, if one begins here. */
    private int dollar() {
        int end = at + 1;
        while (end < sql.length && (letter(sql[end]) || digit(sql[end]))) {
            end++;
        }
        boolean parameter = end > at + 1 && digit(sql[at + 1]);
        return end < sql.length && sql[end] == '$' && !parameter ? end + 1 : NOTHING;
    }

    private void dollars(int end) {
        String tag = new String(sql, at, end - at, StandardCharsets.UTF_8);
        String rest = new String(sql, end, sql.length - end, StandardCharsets.UTF_8);
        int close = rest.indexOf(tag);
        at =
                close < 0
                        ? sql.length
                        : end
                                + (rest.substring(0, close) + tag)
                                        .getBytes(StandardCharsets.UTF_8)
                                        .length;
    }

    private void comment() {
        int open = 0;
        do {
            if (sql[at] == '/' && next('*')) {
                open++;
                at += 2;
            } else if (sql[at] == '*' && next('/')) {
                open--;
                at += 2;
            } else {
                at++;
            }
        } while (open > 0 && at < sql.length);
    }

    private void to(byte end) {
        while (at < sql.length && sql[at] != end) {
            at++;
        }
    }

    private boolean next(char wanted) {
        return at + 1 < sql.length && sql[at + 1] == wanted;
    }

    /** Bytes above 127 are letters in PostgreSQL's scanner. */
    private static boolean letter(byte here) {
        return here < 0 || here == '_' || Character.isLetter(here);
    }

    private static boolean digit(byte here) {
        return here >= '0' && here <= '9';
    }
}
