package dev.godwit.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Resolves {@code ${VAR}} from the environment and {@code ${file:/path}} from a file, whose last
 * line break is dropped; {@code $${} stands for a literal {@code ${}. Looks only when asked and
 * keeps nothing. Its errors name the variable or file, never a value.
 */
public final class Secrets {

    private static final String SYNTAX = "GW-409";
    private static final String UNRESOLVED = "GW-410";

    private static final Pattern REFERENCE = Pattern.compile("\\$\\$\\{|\\$\\{([^}]*)(}?)");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final String FILE = "file:";

    private final Map<String, String> environment;

    public Secrets(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * The text with its references replaced. What a reference stands for is taken as it is: it is
     * not searched for further references.
     *
     * @throws ConfigException when a variable is not set or a file cannot be read
     */
    public String resolve(String text) {
        Matcher matcher = REFERENCE.matcher(text);
        StringBuilder resolved = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group(1);
            String value = name == null ? "${" : look(name);
            matcher.appendReplacement(resolved, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(resolved).toString();
    }

    /** The first malformed reference of a text as a problem, if there is one. */
    public static Optional<ConfigProblem> check(String text, String where) {
        Matcher matcher = REFERENCE.matcher(text);
        while (matcher.find()) {
            String name = matcher.group(1);
            boolean wellFormed =
                    name == null
                            || (!matcher.group(2).isEmpty()
                                    && (VARIABLE.matcher(name).matches()
                                            || (name.startsWith(FILE) && name.length() > 5)));
            if (!wellFormed) {
                return Optional.of(
                        new ConfigProblem(
                                SYNTAX,
                                "a reference that starts with ${ is neither a variable nor a file",
                                where,
                                "",
                                "write ${VAR}, ${file:/path}, or $${ for a literal ${"));
            }
        }
        return Optional.empty();
    }

    /** The text without what its references would hide. */
    static String visible(String text) {
        return REFERENCE.matcher(text).replaceAll("");
    }

    private String look(String name) {
        return name.startsWith(FILE) ? content(name.substring(FILE.length())) : variable(name);
    }

    private String variable(String name) {
        String value = environment.get(name);
        if (value == null) {
            throw unresolved(
                    "the environment variable %s is not set".formatted(name),
                    "set %s where this program is started".formatted(name));
        }
        return value;
    }

    private static String content(String file) {
        try {
            return Files.readString(Path.of(file)).replaceFirst("\\R\\z", "");
        } catch (IOException | InvalidPathException unreadable) {
            // The cause stays out: a decoding error may quote what it read.
            throw unresolved(
                    "the file %s cannot be read".formatted(file),
                    "make %s a text file that this program's user may read".formatted(file));
        }
    }

    private static ConfigException unresolved(String what, String next) {
        return new ConfigException(
                new ConfigProblem(
                        UNRESOLVED, what, "", "the configuration takes a secret from it", next));
    }
}
