package dev.godwit.project.audit.tool;

import dev.godwit.project.audit.Component;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Requirements files of what a project uses. One file has a package at one version only; what is
 * there at several goes into several.
 *
 * @param files lines of each
 * @param unknown what cannot be written in such a file, one sentence each
 */
record Pinned(List<List<String>> files, List<String> unknown) {

    /** A line that is anything else could be an option: {@code --index-url}. */
    private static final Pattern LINE =
            Pattern.compile(
                    "[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?==[0-9A-Za-z][0-9A-Za-z.!+_-]*");

    static Pinned of(List<Component> components) {
        List<Map<String, String>> files = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (Component one : components) {
            String line = one.name() + "==" + one.version();
            if (!LINE.matcher(line).matches()) {
                unknown.add(one.name() + " " + one.version() + " is no version of PyPI");
                continue;
            }
            Map<String, String> free =
                    files.stream()
                            .filter(file -> !file.containsKey(one.name()))
                            .findFirst()
                            .orElseGet(
                                    () -> {
                                        files.add(new LinkedHashMap<>());
                                        return files.getLast();
                                    });
            free.put(one.name(), line);
        }
        return new Pinned(files.stream().map(file -> List.copyOf(file.values())).toList(), unknown);
    }
}
