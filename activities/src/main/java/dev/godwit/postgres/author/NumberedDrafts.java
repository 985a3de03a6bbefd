package dev.godwit.postgres.author;

import dev.godwit.plan.script.SqlFolder;
import dev.godwit.postgres.script.source.ScriptFolders;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Files of a folder of numbered SQL, in the manner of those that are there. */
final class NumberedDrafts {

    private static final Pattern NAME =
            Pattern.compile("(\\d+(?:[._]\\d+)*)([_-]?).*?(\\.up)?\\.sql");

    private final Map<String, String> texts;
    private final Instant now;

    NumberedDrafts(ScriptFolders.Files files, Instant now) {
        this.texts = files.texts();
        this.now = now;
    }

    Draft migration(String name) {
        Map<String, String> files = new TreeMap<>();
        add(files, NextNumber.after(last(), now), name, Templates.UP);
        return new Draft(files, Templates.wayBack(place()));
    }

    Draft data(String name) {
        Map<String, String> files = new TreeMap<>();
        String first = NextNumber.after(last(), now);
        add(files, first, name + "_schema", Templates.SCHEMA);
        String second = NextNumber.after(first, now);
        add(files, second, name + "_data", Templates.DATA);
        return new Draft(files, Templates.wayBack(place()));
    }

    private void add(Map<String, String> files, String number, String name, String text) {
        files.put(number + separator() + name + (pairs() ? ".up.sql" : ".sql"), text);
    }

    private String place() {
        return pairs() ? "into a file .down.sql beside it" : "below a line -- down";
    }

    private boolean pairs() {
        return texts.keySet().stream().anyMatch(file -> file.endsWith(".up.sql"));
    }

    /** Of the newest; nothing is numbered 0. */
    private String last() {
        return newest().map(name -> name.group(1)).orElse("0000");
    }

    private String separator() {
        return newest().map(name -> name.group(2)).filter(one -> !one.isEmpty()).orElse("_");
    }

    private Optional<Matcher> newest() {
        return SqlFolder.read("", texts).migrations().reversed().stream()
                .map(one -> one.at().source().substring(1))
                .map(NAME::matcher)
                .filter(Matcher::matches)
                .findFirst();
    }
}
