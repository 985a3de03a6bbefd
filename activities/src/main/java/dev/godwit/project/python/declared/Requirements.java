package dev.godwit.project.python.declared;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A requirements or constraints file.
 *
 * @param declared by the file itself
 * @param included files that it names with -r; addresses are left out
 * @param constrained files that it names with -c
 * @param indexes that it asks besides the configured ones
 * @param text its bytes, one character each
 */
public record Requirements(
        Path file,
        List<Declaration> declared,
        List<Path> included,
        List<Path> constrained,
        List<String> indexes,
        String text) {

    private static final Pattern INCLUDED =
            Pattern.compile("\\s*(?:-r|--requirement)[ =]?\\s*(\\S+)\\s*");

    private static final Pattern CONSTRAINED =
            Pattern.compile("\\s*(?:-c|--constraint)[ =]?\\s*(\\S+)\\s*");

    private static final Pattern INDEX =
            Pattern.compile("\\s*(?:-i|--index-url|--extra-index-url)[ =]?\\s*(\\S+)\\s*");

    private static final Pattern EDITABLE = Pattern.compile("\\s*(?:-e|--editable)[ =]?\\s*(.+)");

    public Requirements {
        declared = List.copyOf(declared);
        included = List.copyOf(included);
        constrained = List.copyOf(constrained);
        indexes = List.copyOf(indexes);
    }

    /**
     * Reads one.
     *
     * @throws IOException when there is none
     */
    public static Requirements read(Path file) throws IOException {
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        List<Declaration> declared = new ArrayList<>();
        List<Path> included = new ArrayList<>();
        List<Path> constrained = new ArrayList<>();
        List<String> indexes = new ArrayList<>();
        int begin = 0;
        while (begin < text.length()) {
            int end = endOfLine(text, begin);
            int comment = comment(text, begin, end);
            String line = text.substring(begin, comment);
            Matcher editable = EDITABLE.matcher(line);
            if (editable.matches() || !line.isBlank() && !line.strip().startsWith("-")) {
                declared.add(Declaration.read(file, text, begin, comment, ""));
            }
            named(INCLUDED, line).ifPresent(name -> add(included, file, name));
            named(CONSTRAINED, line).ifPresent(name -> add(constrained, file, name));
            named(INDEX, line).ifPresent(indexes::add);
            begin = end + 1;
        }
        return new Requirements(file, declared, included, constrained, indexes, text);
    }

    private static Optional<String> named(Pattern option, String line) {
        Matcher found = option.matcher(line);
        return found.matches() ? Optional.of(found.group(1)) : Optional.empty();
    }

    private static void add(List<Path> files, Path file, String name) {
        if (!name.contains("://")) {
            files.add(file.resolveSibling(name).normalize());
        }
    }

    /** Whether it only installs what has these bytes. */
    public boolean hashed() {
        return text.contains("--hash=");
    }

    /** A line that ends with a backslash goes on in the next. */
    private static int endOfLine(String text, int begin) {
        int end = begin;
        while (end < text.length()) {
            if (text.charAt(end) == '\n') {
                int last = end > begin && text.charAt(end - 1) == '\r' ? end - 2 : end - 1;
                if (last < begin || text.charAt(last) != '\\') {
                    return end;
                }
            }
            end++;
        }
        return end;
    }

    private static int comment(String text, int begin, int end) {
        for (int at = begin; at < end; at++) {
            boolean first = at == begin || Character.isWhitespace(text.charAt(at - 1));
            if (text.charAt(at) == '#' && first) {
                return at;
            }
        }
        return end;
    }
}
