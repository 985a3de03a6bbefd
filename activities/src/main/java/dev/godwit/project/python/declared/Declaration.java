package dev.godwit.project.python.declared;

import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One requirement, and where its range stands.
 *
 * @param file that it stands in
 * @param begin of the range in the file's text
 * @param end of the range, exclusive; the same as {@code begin} when there is none
 * @param written name, or the whole requirement when it has none
 * @param specifier the range
 * @param marker condition behind the semicolon; may be empty
 * @param group extra or dependency group that it belongs to; empty for none
 * @param obstacle why its range cannot be moved; empty when it can
 */
public record Declaration(
        Path file,
        int begin,
        int end,
        String written,
        Specifier specifier,
        String marker,
        String group,
        String obstacle) {

    private static final Pattern REQUIREMENT =
            Pattern.compile(
                    "\\s*(?<name>[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\\s*(?:\\[[^\\]]*\\])?"
                            + "[ \\t]*(?<range>(?:[<>=!~]=?=?\\s*[^\\s,;()#\\\\]+(?:\\s*,\\s*(?=[<>=!~]))?)*)"
                            + "(?:\\s*;(?<marker>[^#]*?))?(?<rest>\\s*@.*|(?:[\\s\\\\]+--.*)?)\\s*",
                    Pattern.DOTALL);

    private static final Pattern USER_INFO = Pattern.compile("//[^/@\\s]+@");

    /** Names that mean the same package have the same one of these. */
    public static String canonical(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
    }

    /** The name by which it is compared. */
    public String name() {
        return canonical(written);
    }

    /** Whether the range allows that version; one that cannot be read allows any. */
    public boolean allows(String version) {
        return !specifier.obstacle().isEmpty()
                || Release.of(version).map(specifier::allows).orElse(true);
    }

    /** Reads the requirement that stands there; what has no name and range gets an obstacle. */
    static Declaration read(Path file, String text, int begin, int end, String group) {
        String whole = text.substring(begin, end);
        Matcher found = REQUIREMENT.matcher(whole);
        if (!found.matches()) {
            return address(file, begin, USER_INFO.matcher(whole.strip()).replaceAll("//"), group);
        }
        String rest = found.group("rest");
        if (rest.strip().startsWith("@")) {
            return address(file, begin, found.group("name"), group);
        }
        Specifier specifier = new Specifier(found.group("range"));
        String obstacle =
                rest.contains("--hash")
                        ? "declared with hashes, which only the command that made them can renew"
                        : specifier.obstacle();
        String marker = found.group("marker") == null ? "" : found.group("marker").strip();
        return new Declaration(
                file,
                begin + found.start("range"),
                begin + found.end("range"),
                found.group("name"),
                specifier,
                marker,
                group,
                obstacle);
    }

    private static Declaration address(Path file, int at, String written, String group) {
        String obstacle = "declared by an address or a path, not by a version";
        return new Declaration(file, at, at, written, new Specifier(""), "", group, obstacle);
    }
}
