package dev.godwit.postgres.author;

import dev.godwit.plan.script.SqlFolder;
import dev.godwit.postgres.script.source.ScriptFolders;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Files of a folder of numbered SQL, in the manner of those that are there. */
final class NumberedDrafts {

    private static final Pattern NAME =
            Pattern.compile("(\\d+(?:[._]\\d+)*)([_-]?).*?(\\.up)?\\.sql");

    private NumberedDrafts() {}

    static Draft draft(ScriptFolders.Files files, Instant now, String name, boolean data) {
        Optional<MatchResult> newest = newest(files.texts());
        String separator =
                newest.map(one -> one.group(2)).filter(one -> !one.isEmpty()).orElse("_");
        boolean pairs = files.texts().keySet().stream().anyMatch(file -> file.endsWith(".up.sql"));
        String end = pairs ? ".up.sql" : ".sql";
        return Draft.of(
                (number, stem) -> number + separator + stem + end,
                // Nothing is numbered 0.
                NextNumber.after(newest.map(one -> one.group(1)).orElse("0000"), now),
                now,
                name,
                data,
                Templates.first(data),
                Templates.wayBack(
                        pairs ? "into a file .down.sql beside it" : "below a line -- down"));
    }

    private static Optional<MatchResult> newest(Map<String, String> texts) {
        return SqlFolder.read("", texts).migrations().reversed().stream()
                .map(one -> one.at().source().substring(1))
                .map(NAME::matcher)
                .filter(Matcher::matches)
                .findFirst()
                .map(Matcher::toMatchResult);
    }
}
