package dev.godwit.plan.sql;

import java.util.ArrayList;
import java.util.List;

/** Finds where a name ends in SQL text; the parse tree only says where it begins. */
public final class Lexemes {

    private Lexemes() {}

    /**
     * The byte after a name of the given number of parts, joined by dots with white space or
     * comments between.
     */
    public static int endOfName(byte[] sql, int start, int parts) {
        int at = start;
        for (int part = 1; ; part++) {
            at = endOfPart(sql, at);
            if (part == parts) {
                return at;
            }
            at = skipSpace(sql, at) + 1; // the dot
            at = skipSpace(sql, at);
        }
    }

    /** Where a character stands next, outside of quotes. */
    public static int next(byte[] sql, int start, char wanted) {
        int at = start;
        while (sql[at] != wanted) {
            at = past(sql, at);
        }
        return at;
    }

    /** The parenthesis that closes the one at that place. */
    public static int closing(byte[] sql, int open) {
        int at = open + 1;
        while (sql[at] != ')') {
            at = sql[at] == '(' ? closing(sql, at) + 1 : past(sql, at);
        }
        return at;
    }

    /** Where the elements begin of the list whose parenthesis opens at that place. */
    public static List<Integer> elements(byte[] sql, int open) {
        List<Integer> starts = new ArrayList<>(List.of(skipSpace(sql, open + 1)));
        int at = open + 1;
        while (sql[at] != ')') {
            if (sql[at] == '(') {
                at = closing(sql, at) + 1;
            } else if (sql[at] == ',') {
                at++;
                starts.add(skipSpace(sql, at));
            } else {
                at = past(sql, at);
            }
        }
        return starts;
    }

    /** The byte after a character or a quoted piece: a text or a name. */
    private static int past(byte[] sql, int at) {
        byte quote = sql[at];
        if (quote != '\'' && quote != '"') {
            return at + 1;
        }
        boolean escapes = quote == '\'' && at > 0 && (sql[at - 1] == 'E' || sql[at - 1] == 'e');
        int end = at + 1;
        while (sql[end] != quote) {
            end += escapes && sql[end] == '\\' ? 2 : 1;
        }
        return end + 1; // a doubled quote begins another piece
    }

    private static int endOfPart(byte[] sql, int start) {
        int at = start;
        if (sql[at] == '"') {
            for (at++; at < sql.length; at++) {
                if (sql[at] == '"') {
                    if (at + 1 < sql.length && sql[at + 1] == '"') {
                        at++;
                    } else {
                        return at + 1;
                    }
                }
            }
            return at;
        }
        // Bytes above 127 are letters in PostgreSQL's scanner.
        while (at < sql.length
                && (sql[at] < 0
                        || Character.isLetterOrDigit(sql[at])
                        || sql[at] == '_'
                        || sql[at] == '$')) {
            at++;
        }
        return at;
    }

    private static int skipSpace(byte[] sql, int start) {
        int at = start;
        while (at < sql.length) {
            if (Character.isWhitespace(sql[at])) {
                at++;
            } else if (sql[at] == '-' && at + 1 < sql.length && sql[at + 1] == '-') {
                while (at < sql.length && sql[at] != '\n') {
                    at++;
                }
            } else if (sql[at] == '/' && at + 1 < sql.length && sql[at + 1] == '*') {
                at = endOfComment(sql, at);
            } else {
                return at;
            }
        }
        return at;
    }

    private static int endOfComment(byte[] sql, int start) {
        int depth = 0;
        for (int at = start; at + 1 < sql.length; at++) {
            if (sql[at] == '/' && sql[at + 1] == '*') {
                depth++;
                at++;
            } else if (sql[at] == '*' && sql[at + 1] == '/') {
                depth--;
                at++;
                if (depth == 0) {
                    return at + 1;
                }
            }
        }
        return sql.length;
    }
}
