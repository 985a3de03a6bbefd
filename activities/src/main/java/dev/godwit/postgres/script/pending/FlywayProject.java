package dev.godwit.postgres.script.pending;

import dev.godwit.plan.Plan;
import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.reading.Problems;
import dev.godwit.plan.script.ScriptText;
import dev.godwit.plan.script.SqlMigration;
import dev.godwit.plan.script.flyway.Placeholders;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.ToolRow;
import dev.godwit.postgres.script.row.Applied;
import dev.godwit.postgres.script.row.FlywayRows;
import dev.godwit.postgres.script.source.ScriptFolders;
import java.math.BigInteger;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.api.CoreMigrationType;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;

/**
 * A project with Flyway: its files and its record are read by Flyway itself, which is given the
 * texts of the files and asked what it would do.
 */
final class FlywayProject {

    private static final String DEFAULT_TABLE = "flyway_schema_history";
    private static final String REFUSED = "GW-748";
    private static final Set<MigrationState> GONE =
            Set.of(
                    MigrationState.SUPERSEDED,
                    MigrationState.UNDONE,
                    MigrationState.DELETED,
                    MigrationState.AVAILABLE);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withZone(ZoneOffset.UTC);

    private final ScriptFolders.Files files;
    private final QualifiedName table;
    private final Map<String, String> builtIn;
    private final List<SqlMigration> migrations = new ArrayList<>();
    private final List<Applied> record = new ArrayList<>();
    private final Problems problems = new Problems();
    private @Nullable MigrationVersion baseline;

    private FlywayProject(ScriptFolders.Files files, QualifiedName table, Map<String, String> own) {
        this.files = files;
        this.table = table;
        this.builtIn = own;
    }

    /**
     * Asks Flyway.
     *
     * @param schema in which it works unless the project names another
     * @param database name of the database, {@code user} of the role: what Flyway's own
     *     placeholders say
     */
    static Looked look(
            ScriptFolders.Files files,
            DataSource source,
            String schema,
            String database,
            String user) {
        Map<String, String> settings = files.settings();
        QualifiedName table =
                new QualifiedName(
                        settings.getOrDefault("defaultSchema", schema),
                        settings.getOrDefault("table", DEFAULT_TABLE));
        Map<String, String> own = new HashMap<>();
        own.put("flyway:defaultSchema", table.schema());
        own.put("flyway:table", table.name());
        own.put("flyway:database", database);
        own.put("flyway:user", user);
        FlywayProject project = new FlywayProject(files, table, own);
        try {
            MigrationInfo[] all = FlywayFiles.flyway(files, source, table).info().all();
            for (MigrationInfo info : all) {
                if (info.getState() == MigrationState.BASELINE) {
                    project.baseline = info.getVersion();
                }
            }
            for (MigrationInfo info : all) {
                project.one(info);
            }
        } catch (FlywayException refused) {
            return Looked.wrong(
                    List.of(
                            new Problem(
                                    REFUSED,
                                    "Flyway does not accept the project",
                                    files.folder(),
                                    String.valueOf(refused.getMessage())
                                            .lines()
                                            .findFirst()
                                            .orElse(""),
                                    "mend what it says")));
        }
        project.migrations.sort(SqlMigration.ORDER);
        return new Looked(
                project.migrations,
                project.record,
                List.of(),
                Boolean.parseBoolean(settings.get("outOfOrder")),
                List.of(),
                project.problems.all());
    }

    private void one(MigrationInfo info) {
        MigrationState state = info.getState();
        if (info.getType() == CoreMigrationType.DELETE) {
            return; // of one whose file is gone: the line that ends it
        }
        boolean file = files.texts().containsKey(script(info));
        if (file && !GONE.contains(state)) {
            migration(info);
        }
        // Without a file: code of the application, or Flyway's own lines.
        boolean ours = file || script(info).endsWith(".sql");
        boolean there = state.isApplied() && !GONE.contains(state);
        if (ours && (there || beforeBaseline(info))) {
            record.add(
                    new Applied(
                            name(info),
                            compared(info, file),
                            "Flyway as " + info.getInstalledBy(),
                            info.getInstalledOn() == null
                                    ? "an unknown day"
                                    : TIME.format(info.getInstalledOn().toInstant()),
                            state.isFailed(),
                            row(info, info.getDescription(), info.getChecksum())));
        }
    }

    /** A line before the baseline has none of what is compared. */
    private String compared(MigrationInfo info, boolean file) {
        return info.getState().isApplied()
                ? FlywayRows.compared(
                        info.getAppliedChecksum(),
                        info.getDescription(),
                        info.getType().name(),
                        file ? FlywayFiles.description(files, script(info)) : info.getDescription())
                : String.valueOf(info.getChecksum());
    }

    private ToolRow.Flyway row(MigrationInfo info, String description, @Nullable Integer crc) {
        return new ToolRow.Flyway(
                table,
                info.getVersion() == null ? null : info.getVersion().getVersion(),
                description,
                script(info),
                Objects.requireNonNullElse(crc, 0));
    }

    /** The file as it is now: that of a line in the record may have had another description. */
    private String script(MigrationInfo info) {
        String file = String.valueOf(info.getPhysicalLocation());
        return files.texts().containsKey(file) && !info.getType().isSynthetic()
                ? file
                : String.valueOf(info.getScript());
    }

    private boolean beforeBaseline(MigrationInfo info) {
        return baseline != null
                && info.getVersion() != null
                && info.getVersion().compareTo(baseline) <= 0;
    }

    private void migration(MigrationInfo info) {
        String script = script(info);
        if (migrations.stream().anyMatch(one -> one.name().equals(name(info)))) {
            return; // a repeatable one has a line for every time
        }
        Location at = new Location(files.folder() + "/" + script, 1);
        List<String> up = statements(script, at);
        String undo = FlywayFiles.undo(files, info.getVersion());
        List<String> down =
                undo == null
                        ? null
                        : statements(undo, new Location(files.folder() + "/" + undo, 1));
        if (up == null || undo != null && down == null) {
            return;
        }
        if (up.isEmpty()) {
            problems.add("GW-702", at, "the file does nothing", "", "write a statement into it");
        }
        Integer crc = Objects.requireNonNullElse(info.getResolvedChecksum(), info.getChecksum());
        migrations.add(
                new SqlMigration(
                        version(info.getVersion()),
                        name(info),
                        Plan.hash(String.join(";\n", up)), // with the values of its placeholders
                        up,
                        down,
                        at,
                        row(info, FlywayFiles.description(files, script), crc)));
    }

    private @Nullable List<String> statements(String script, Location at) {
        String text = Objects.requireNonNull(files.texts().get(script), script);
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        if (Boolean.parseBoolean(files.settings().getOrDefault("placeholderReplacement", "true"))) {
            Map<String, String> values = new HashMap<>(builtIn);
            files.settings()
                    .forEach(
                            (key, value) -> {
                                if (key.startsWith(FlywayFiles.PLACEHOLDER)) {
                                    values.put(
                                            key.substring(FlywayFiles.PLACEHOLDER.length()), value);
                                }
                            });
            values.put("flyway:filename", script);
            Placeholders.Replaced replaced = new Placeholders(values).in(plain);
            for (String missing : replaced.missing()) {
                problems.add(
                        "GW-749",
                        at,
                        "placeholder ${%s} has no value".formatted(missing),
                        "the project's configuration of Flyway does not say one that can be read",
                        "say it there: spring.flyway.placeholders.%1$s or flyway.placeholders.%1$s"
                                .formatted(missing));
            }
            plain = replaced.text();
        }
        return ScriptText.statements(plain, at, problems);
    }

    private String name(MigrationInfo info) {
        String script = script(info);
        return script.substring(script.lastIndexOf('/') + 1).replaceFirst("\\.sql$", "");
    }

    private static List<BigInteger> version(@Nullable MigrationVersion version) {
        return version == null
                ? List.of()
                : Arrays.stream(version.getVersion().split("\\.")).map(BigInteger::new).toList();
    }
}
