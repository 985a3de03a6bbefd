package dev.godwit.project.python.declared;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The tables and strings of a TOML document, with their places: enough to change a string where it
 * stands. Other values are passed over.
 */
final class Toml {

    /**
     * A string.
     *
     * @param path keys down to it, joined by dots; elements of an array end with {@code []}
     * @param begin of what is between its quotes
     */
    record Text(String path, int begin, int end) {}

    private final String source;
    private final List<Text> strings = new ArrayList<>();
    private final Set<String> tables = new LinkedHashSet<>();
    private int at;

    private Toml(String source) {
        this.source = source;
    }

    static Toml read(String source) throws IOException {
        Toml toml = new Toml(source);
        try {
            toml.document();
        } catch (StringIndexOutOfBoundsException cut) {
            throw new IOException("it is no TOML: it ends in the middle of a value", cut);
        }
        return toml;
    }

    List<Text> strings() {
        return strings;
    }

    /** Whether there is such a table, or a key in it. */
    boolean has(String table) {
        return tables.stream().anyMatch(one -> one.equals(table) || one.startsWith(table + "."));
    }

    private void document() throws IOException {
        String table = "";
        for (blank(true); at < source.length(); blank(true)) {
            if (source.charAt(at) == '[') {
                boolean many = source.charAt(at + 1) == '[';
                at += many ? 2 : 1;
                String name = key();
                expect(']');
                at += many ? 1 : 0;
                tables.add(name);
                table = name + ".";
            } else {
                pair(table);
            }
        }
    }

    private void pair(String prefix) throws IOException {
        String path = prefix + key();
        tables.add(path);
        expect('=');
        value(path);
    }

    private void value(String path) throws IOException {
        blank(false);
        switch (source.charAt(at)) {
            case '"', '\'' -> {
                int from = at;
                int quotes = string();
                strings.add(new Text(path, from + quotes, at - quotes));
            }
            case '[' -> list(']', () -> value(path + "[]"));
            case '{' -> list('}', () -> pair(path + "."));
            default -> {
                while (at < source.length() && ",]}\n#".indexOf(source.charAt(at)) < 0) {
                    at++;
                }
            }
        }
    }

    private interface Element {
        void read() throws IOException;
    }

    private void list(char close, Element element) throws IOException {
        at++;
        for (blank(true); source.charAt(at) != close; blank(true)) {
            element.read();
            blank(true);
            if (source.charAt(at) == ',') {
                at++;
            } else if (source.charAt(at) != close) {
                throw unexpected();
            }
        }
        at++;
    }

    /** Passes over a string. @return how many quotes stand at either end */
    private int string() {
        char quote = source.charAt(at);
        String three = String.valueOf(quote).repeat(3);
        String end = source.startsWith(three, at) ? three : String.valueOf(quote);
        at += end.length();
        while (!source.startsWith(end, at)) {
            at += quote == '"' && source.charAt(at) == '\\' ? 2 : 1;
        }
        at += end.length();
        return end.length();
    }

    private String key() throws IOException {
        List<String> parts = new ArrayList<>();
        while (true) {
            blank(false);
            int from = at;
            if (source.charAt(at) == '"' || source.charAt(at) == '\'') {
                int quotes = string();
                parts.add(source.substring(from + quotes, at - quotes));
            } else {
                while (Character.isLetterOrDigit(source.charAt(at))
                        || "_-".indexOf(source.charAt(at)) >= 0) {
                    at++;
                }
                if (at == from) {
                    throw unexpected();
                }
                parts.add(source.substring(from, at));
            }
            blank(false);
            if (source.charAt(at) != '.') {
                return String.join(".", parts);
            }
            at++;
        }
    }

    private void expect(char sign) throws IOException {
        blank(false);
        if (source.charAt(at) != sign) {
            throw unexpected();
        }
        at++;
    }

    private void blank(boolean lines) {
        while (at < source.length()) {
            char sign = source.charAt(at);
            if (sign == '#' && lines) {
                while (at < source.length() && source.charAt(at) != '\n') {
                    at++;
                }
            } else if (sign == ' ' || sign == '\t' || (lines && (sign == '\n' || sign == '\r'))) {
                at++;
            } else {
                return;
            }
        }
    }

    private IOException unexpected() {
        long line = source.substring(0, at).chars().filter(sign -> sign == '\n').count() + 1;
        return new IOException("it is no TOML at line " + line);
    }
}
