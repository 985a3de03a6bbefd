package dev.godwit.postgres.author;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.script.SqlFolder;
import dev.godwit.plan.spec.PlanKind;
import dev.godwit.postgres.script.source.ScriptFolders;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which files come next, in the manner of those that are there. */
class DraftsTest {

    private static final Instant NOW = Instant.parse("2026-11-29T07:08:09Z");

    private static ScriptFolders.Files files(
            PlanKind kind, Map<String, String> settings, String... names) {
        Map<String, String> texts = new HashMap<>();
        for (String name : names) {
            texts.put(name, "select 1;");
        }
        return new ScriptFolders.Files("db", kind, texts, settings, List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "0009, 0010",
        "9, 10",
        "099, 100",
        "1.9, 1.10",
        "2_1, 2_2",
        "20240101000000, 20261129070809",
        "202401010000, 202611290708",
        "20991231235959, 20991231235960"
    })
    void countsOnAsTheLastOneIsWritten(String last, String next) {
        assertThat(NextNumber.after(last, NOW)).isEqualTo(next);
    }

    @Test
    void numbersSqlLikeItsNeighbours() {
        assertThat(
                        NumberedDrafts.draft(
                                        files(PlanKind.SQL, Map.of(), "0002-a.sql", "0010-b.sql"),
                                        NOW,
                                        "c",
                                        false)
                                .files())
                .containsOnlyKeys("0011-c.sql");
        assertThat(
                        NumberedDrafts.draft(
                                        files(PlanKind.SQL, Map.of(), "3_a.up.sql", "3_a.down.sql"),
                                        NOW,
                                        "c",
                                        true)
                                .files())
                .containsOnlyKeys("4_c_schema.up.sql", "5_c_data.up.sql");
        assertThat(NumberedDrafts.draft(files(PlanKind.SQL, Map.of()), NOW, "c", false).files())
                .containsOnlyKeys("0001_c.sql");
    }

    /** A template that nobody fills must not pass for a way back that does nothing. */
    @Test
    void writesNoEmptyWayBack() {
        Map<String, String> files =
                new HashMap<>(
                        NumberedDrafts.draft(files(PlanKind.SQL, Map.of()), NOW, "c", false)
                                .files());
        SqlFolder.Read empty = SqlFolder.read("db", files);
        assertThat(empty.problems()).extracting("code").containsExactly("GW-702");
        files.replaceAll((name, text) -> text + "select 1;\n");
        SqlFolder.Read filled = SqlFolder.read("db", files);
        assertThat(filled.problems()).isEmpty();
        assertThat(filled.migrations().getFirst().down()).isNull();
    }

    @Test
    void writesFlywaysFileBesideTheNewest() {
        assertThat(
                        FlywayDrafts.draft(
                                        files(
                                                PlanKind.FLYWAY,
                                                Map.of(),
                                                "old/V9__a.sql",
                                                "new/V10__b.sql",
                                                "R__view.sql"),
                                        NOW,
                                        "c",
                                        false)
                                .files())
                .containsOnlyKeys("new/V11__c.sql");
        assertThat(
                        FlywayDrafts.draft(
                                        files(
                                                PlanKind.FLYWAY,
                                                Map.of(
                                                        "sqlMigrationPrefix",
                                                        "M",
                                                        "sqlMigrationSeparator",
                                                        "-"),
                                                "M1.2-a.sql"),
                                        NOW,
                                        "c",
                                        true)
                                .files())
                .containsOnlyKeys("M1.3-c_schema.sql", "M1.4-c_data.sql");
    }

    @Test
    void writesPrismasDirectoriesWithWhatTheModelsWant() {
        ScriptFolders.Files files =
                files(PlanKind.PRISMA, Map.of(), "20240101000000_init/migration.sql");
        Draft draft = PrismaDrafts.draft(files, NOW, "c", true, "ALTER TABLE x ADD y int;");
        assertThat(draft.files())
                .containsEntry(
                        "20261129070809_c_schema/migration.sql", "ALTER TABLE x ADD y int;\n")
                .containsKey("20261129070810_c_data/migration.sql");
        assertThat(draft.said()).hasSize(1);
        assertThat(PrismaDrafts.draft(files, NOW, "c", false, "").said()).hasSize(2);
    }
}
