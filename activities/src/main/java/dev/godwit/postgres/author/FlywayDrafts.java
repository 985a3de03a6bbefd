package dev.godwit.postgres.author;

import dev.godwit.postgres.script.source.ScriptFolders;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.api.MigrationVersion;

/** Versioned migrations of Flyway's, beside the newest one. */
final class FlywayDrafts {

    private FlywayDrafts() {}

    static Draft draft(ScriptFolders.Files files, Instant now, String name, boolean data) {
        Map<String, String> settings = files.settings();
        String prefix = settings.getOrDefault("sqlMigrationPrefix", "V");
        String undo = settings.getOrDefault("undoSqlMigrationPrefix", "U");
        String separator = settings.getOrDefault("sqlMigrationSeparator", "__");
        String suffix = settings.getOrDefault("sqlMigrationSuffixes", ".sql").split(",", -1)[0];
        Newest newest =
                newest(
                        files.texts(),
                        Pattern.compile(
                                "(.*/|)%s(\\d+(?:[._]\\d+)*)%s.*%s"
                                        .formatted(
                                                Pattern.quote(prefix),
                                                Pattern.quote(separator),
                                                Pattern.quote(suffix))));
        return Draft.of(
                (version, stem) -> newest.folder() + prefix + version + separator + stem + suffix,
                NextNumber.after(newest.version(), now),
                now,
                name,
                data,
                Templates.first(data),
                Templates.wayBack(
                        "into a file that begins with %s instead of %s".formatted(undo, prefix)));
    }

    /** The newest version, and the folder that it lies in. */
    private record Newest(String folder, String version) {}

    private static Newest newest(Map<String, String> texts, Pattern name) {
        return texts.keySet().stream()
                .map(name::matcher)
                .filter(Matcher::matches)
                .map(Matcher::toMatchResult)
                .max(Comparator.comparing(FlywayDrafts::version))
                .map(one -> new Newest(one.group(1), one.group(2)))
                .orElse(new Newest("", "0"));
    }

    private static MigrationVersion version(MatchResult file) {
        return MigrationVersion.fromVersion(file.group(2));
    }
}
