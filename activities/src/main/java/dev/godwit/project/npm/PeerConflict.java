package dev.godwit.project.npm;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads which packages npm could not bring together ({@code ERESOLVE}). */
final class PeerConflict {

    private static final Pattern WANTED =
            Pattern.compile(
                    "peer(?:Optional)? ((?:@[\\w.-]+/)?[\\w.-]+)@\"[^\"]*\" from ((?:@[\\w.-]+/)?[\\w.-]+)@");

    private PeerConflict() {}

    /** Their names, in the order in which they are told; none when this is no such conflict. */
    static List<String> packages(String output) {
        if (!output.contains("ERESOLVE")) {
            return List.of();
        }
        Matcher wanted = WANTED.matcher(output);
        return wanted.results()
                .flatMap(result -> List.of(result.group(1), result.group(2)).stream())
                .distinct()
                .toList();
    }
}
