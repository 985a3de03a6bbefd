package dev.godwit.postgres.script.pending;

import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.postgres.script.source.ScriptFolders;
import java.io.Reader;
import java.io.StringReader;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/** Gives Flyway the files of a project as texts: it reads neither disk nor class path. */
final class FlywayFiles implements ResourceProvider {

    /** What the keys of the settings begin with that are placeholders. */
    static final String PLACEHOLDER = "placeholders.";

    private final Map<String, String> texts;

    private FlywayFiles(Map<String, String> texts) {
        this.texts = texts;
    }

    static Flyway flyway(ScriptFolders.Files files, DataSource source, QualifiedName table) {
        FluentConfiguration configuration =
                Flyway.configure(FlywayFiles.class.getClassLoader())
                        .dataSource(source)
                        .resourceProvider(new FlywayFiles(files.texts()))
                        .javaMigrationClassProvider(List::of)
                        .skipDefaultCallbacks(true)
                        .skipDefaultResolvers(false)
                        .defaultSchema(table.schema())
                        .createSchemas(false)
                        .table(table.name())
                        .placeholderReplacement(false)
                        .outOfOrder(true);
        Map<String, String> settings = files.settings();
        if (settings.containsKey("baselineVersion")) {
            configuration.baselineVersion(settings.get("baselineVersion"));
        }
        if (settings.containsKey("sqlMigrationPrefix")) {
            configuration.sqlMigrationPrefix(settings.get("sqlMigrationPrefix"));
        }
        if (settings.containsKey("repeatableSqlMigrationPrefix")) {
            configuration.repeatableSqlMigrationPrefix(
                    settings.get("repeatableSqlMigrationPrefix"));
        }
        if (settings.containsKey("sqlMigrationSeparator")) {
            configuration.sqlMigrationSeparator(settings.get("sqlMigrationSeparator"));
        }
        return configuration.load();
    }

    /** The description that Flyway reads from the name of a file. */
    static String description(ScriptFolders.Files files, String path) {
        String separator = files.settings().getOrDefault("sqlMigrationSeparator", "__");
        String name = path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.sql$", "");
        int end = name.indexOf(separator);
        return end < 0 ? "" : name.substring(end + separator.length()).replace('_', ' ');
    }

    /** The file that undoes a version; Flyway's open edition does not read it. */
    static @Nullable String undo(ScriptFolders.Files files, @Nullable MigrationVersion version) {
        if (version == null) {
            return null;
        }
        String separator = files.settings().getOrDefault("sqlMigrationSeparator", "__");
        String prefix = files.settings().getOrDefault("undoSqlMigrationPrefix", "U");
        return files.texts().keySet().stream()
                .filter(
                        path -> {
                            String name = path.substring(path.lastIndexOf('/') + 1);
                            int end = name.indexOf(separator);
                            return name.startsWith(prefix)
                                    && name.endsWith(".sql")
                                    && end > prefix.length()
                                    && Character.isDigit(name.charAt(prefix.length()))
                                    && MigrationVersion.fromVersion(
                                                    name.substring(prefix.length(), end))
                                            .equals(version);
                        })
                .sorted()
                .findFirst()
                .orElse(null);
    }

    @Override
    public @Nullable LoadableResource getResource(String name) {
        String text = texts.get(name);
        return text == null ? null : new Text(name, text);
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return texts.entrySet().stream()
                .filter(file -> matches(file.getKey(), prefix, suffixes))
                .<LoadableResource>map(file -> new Text(file.getKey(), file.getValue()))
                .sorted()
                .toList();
    }

    private static boolean matches(String path, String prefix, String[] suffixes) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.startsWith(prefix) && Arrays.stream(suffixes).anyMatch(name::endsWith);
    }

    private static final class Text extends LoadableResource {
        private final String path;
        private final String text;

        Text(String path, String text) {
            this.path = path;
            this.text = text;
        }

        @Override
        public Reader read() {
            return new StringReader(text);
        }

        @Override
        public String getAbsolutePath() {
            return path;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return path;
        }

        @Override
        public String getFilename() {
            return path.substring(path.lastIndexOf('/') + 1);
        }

        @Override
        public String getRelativePath() {
            return path;
        }
    }
}
