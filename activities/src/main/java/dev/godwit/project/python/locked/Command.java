package dev.godwit.project.python.locked;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The command that wrote a file, as far as it may be given again.
 *
 * @param options in their order, without output and interpreter
 * @param sources files that it reads, relative to where it was given
 * @param constraints further files that it reads
 * @param output the file that it wrote; empty when it does not say
 * @param extras extras and groups of a pyproject.toml that it includes; "*" for all extras
 * @param interpreter that it asked for; empty for none
 * @param obstacle why it cannot be given again; empty when it can
 */
record Command(
        List<String> options,
        List<String> sources,
        List<String> constraints,
        String output,
        Set<String> extras,
        String interpreter,
        String obstacle) {

    private static final List<List<String>> PROGRAMS =
            List.of(
                    List.of("pip-compile"),
                    List.of("python", "-m", "piptools", "compile"),
                    List.of("uv", "pip", "compile"));

    /** A user in an address, or where pip-compile has put stars in its place. */
    private static final Pattern USER = Pattern.compile("//[^/]*@|\\*{4}");

    Command {
        options = List.copyOf(options);
        sources = List.copyOf(sources);
        constraints = List.copyOf(constraints);
        extras = Set.copyOf(extras);
    }

    static Command of(Header header) {
        List<String> words = header.words();
        Optional<List<String>> program =
                PROGRAMS.stream()
                        .filter(one -> words.size() > one.size())
                        .filter(one -> words.subList(0, one.size()).equals(one))
                        .findFirst();
        boolean fits =
                program.filter(
                                one ->
                                        one.getFirst().equals("uv")
                                                == (header.author() == Header.Author.UV))
                        .isPresent();
        if (header.author() == Header.Author.ANOTHER || !fits) {
            String what = header.command().isEmpty() ? "another program" : header.command();
            return none("it is written by %s, which Godwit does not run".formatted(what));
        }
        return read(header.author(), words.subList(program.orElseThrow().size(), words.size()));
    }

    /** The file that it writes; empty for one that its output was sent to. */
    String output(Header.Author author) {
        if (!output.isEmpty() || author != Header.Author.PIP_COMPILE || sources.size() != 1) {
            return output;
        }
        String source = sources.getFirst();
        return source.endsWith(".in")
                ? source.replaceFirst("\\.in$", ".txt")
                : source.replaceFirst("[^/]*$", "requirements.txt");
    }

    private static Command none(String obstacle) {
        return new Command(List.of(), List.of(), List.of(), "", Set.of(), "", obstacle);
    }

    private static Command read(Header.Author author, List<String> words) {
        List<String> options = new ArrayList<>();
        List<String> sources = new ArrayList<>();
        List<String> constraints = new ArrayList<>();
        Set<String> extras = new HashSet<>();
        String output = "";
        String interpreter = "";
        for (int at = 0; at < words.size(); at++) {
            String word = words.get(at);
            if (!word.startsWith("-") || word.equals("-")) {
                sources.add(word);
                continue;
            }
            int equals = word.startsWith("--") ? word.indexOf('=') : -1;
            String name = equals < 0 ? word : word.substring(0, equals);
            String value = equals < 0 ? "" : word.substring(equals + 1);
            Optional<Option> option = Option.of(author, name, value);
            if (option.isEmpty()) {
                return none("it is compiled with %s, which is not taken over".formatted(name));
            }
            if (option.get().valued() && equals < 0) {
                at++;
                value = at < words.size() ? words.get(at) : "";
            }
            switch (option.get().use()) {
                case OUTPUT -> output = value;
                case INTERPRETER -> interpreter = value;
                case EXTRA -> extras.add(value);
                case CONSTRAINT -> constraints.add(value);
                case ADDRESS -> {
                    if (USER.matcher(value).find()) {
                        return none("its index asks for a user, whom the command does not tell");
                    }
                }
                case TAKEN -> {
                    if (name.equals("--all-extras")) {
                        extras.add("*");
                    }
                }
                case LEFT_OUT -> {
                    continue;
                }
            }
            if (option.get().use() != Option.Use.OUTPUT
                    && option.get().use() != Option.Use.INTERPRETER) {
                options.add(name);
                if (option.get().valued()) {
                    options.add(value);
                }
            }
        }
        return new Command(options, sources, constraints, output, extras, interpreter, "");
    }
}
