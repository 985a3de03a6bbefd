package dev.godwit.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.godwit.config.key.Key;
import dev.godwit.config.key.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reference page of godwit.yaml is made of the words that it is read with. */
class ConfigurationPageTest {

    private static final Path PAGE = Path.of("../docs/production/configuration.md");
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    @TempDir Path folder;

    @Test
    void thePageIsWhatTheKeysSay() throws IOException {
        String page = page();
        if ("write".equals(System.getProperty("godwit.docs"))) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
                .as(
                        "renew it with: mvn -pl config test -Dtest=ConfigurationPageTest"
                                + " -Dgodwit.docs=write")
                .isEqualTo(page);
    }

    @Test
    void theExampleOfThePageIsAConfiguration() throws IOException {
        List<String> examples =
                EXAMPLE.matcher(page())
                        .results()
                        .map((MatchResult found) -> found.group(1))
                        .toList();
        assertThat(examples).hasSize(1);

        GodwitConfig config = ConfigReader.read(file(examples.getFirst()));

        assertThat(config.checks()).isNotEmpty();
        assertThat(config.notifications()).isNotEmpty();
    }

    @Test
    void everyKeyThatATargetMayHaveIsDescribed() throws IOException {
        Path file = file("targets: { shop: { repository: x, qqqqqqqq: 1 } }");

        ConfigException failure =
                catchThrowableOfType(ConfigException.class, () -> ConfigReader.read(file));

        assertThat(failure.problems().getFirst().next())
                .isEqualTo("use one of: " + String.join(", ", Key.names(Keys.TARGET)));
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("godwit.yaml"), text);
    }

    private static String page() throws IOException {
        try (var template =
                Objects.requireNonNull(
                        ConfigurationPageTest.class.getResourceAsStream("configuration.md"))) {
            return new String(template.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .replace("KEYS-OF-FILE\n", table(Keys.FILE))
                    .replace("KEYS-OF-TARGET\n", table(Keys.TARGET))
                    .replace("KEYS-OF-CHECK\n", table(Keys.CHECK))
                    .replace("KEYS-OF-HOOK\n", table(Keys.HOOK))
                    .replace("KEYS-OF-SNAPSHOTS\n", table(Keys.SNAPSHOTS))
                    .replace("KEYS-OF-ADVISORIES\n", table(Keys.ADVISORIES))
                    .replace("KEYS-OF-NOTIFICATION\n", table(Keys.NOTIFICATION));
        }
    }

    private static String table(List<Key> keys) {
        StringBuilder table = new StringBuilder("| key | value | default | meaning |\n");
        table.append("|---|---|---|---|\n");
        for (Key key : keys) {
            table.append(
                    "| `%s` | %s | %s | %s |\n"
                            .formatted(key.name(), key.form(), key.usual(), key.words()));
        }
        return table.toString();
    }
}
