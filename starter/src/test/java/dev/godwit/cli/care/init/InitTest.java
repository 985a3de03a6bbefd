package dev.godwit.cli.care.init;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.cli.Cli;
import dev.godwit.cli.Golden;
import dev.godwit.cli.server.TemporalServer;
import dev.godwit.config.ConfigReader;
import dev.godwit.config.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The init command where there is no Temporal. */
class InitTest {

    private static final String URL = "jdbc:postgresql://db.internal/shop";

    @TempDir private Path folder;
    private Cli cli = new Cli(Path.of(""), "");

    @BeforeEach
    void nowhere() throws Exception {
        cli = new Cli(folder, "127.0.0.1:" + TemporalServer.freePort());
    }

    @Test
    void inAPipeItWritesAFileThatReadsBackAndSaysThatNothingWasTried() throws Exception {
        Cli.Result text =
                cli.run(
                        "init",
                        "--target",
                        "shop-staging",
                        "--url",
                        URL,
                        "--environment",
                        "staging",
                        "--protected");
        assertThat(text.exit()).as(text.toString()).isZero();
        Golden.check("init.txt", text.out().replace(folder.toString(), "FOLDER"));
        Golden.check("init-godwit.yaml", Files.readString(folder.resolve("godwit.yaml")));
        assertThat(folder).isDirectoryContaining("glob:**/godwit.yaml");
        assertThat(folder.toFile().list()).containsExactly("godwit.yaml");

        Target written =
                Objects.requireNonNull(
                        ConfigReader.read(folder.resolve("godwit.yaml"))
                                .targets()
                                .get("shop-staging"));
        assertThat(written.url()).isEqualTo(URL);
        assertThat(written.username()).isEqualTo("godwit");
        assertThat(written.password()).isEqualTo("${SHOP_STAGING_PASSWORD}");
        assertThat(written.environment()).isEqualTo("staging");
        assertThat(written.guarded()).isTrue();
    }

    @Test
    void theJsonHoldsScriptAndSteps() {
        Cli.Result json = cli.run("init", "--target", "9", "--url", URL, "--managed", "-o", "json");
        assertThat(json.exit()).as(json.toString()).isZero();
        Golden.check("init-managed.json", json.out().replace(folder.toString(), "FOLDER"));
        assertThat(ConfigReader.read(folder.resolve("godwit.yaml")).targets()).containsKey("9");
    }

    @Test
    void aConfigurationThatIsThereIsNeverTouched() throws Exception {
        Files.writeString(folder.resolve("godwit.yaml"), "# mine\n");
        Cli.Result result = cli.run("init", "--target", "shop", "--url", URL);
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.out()).contains("  shop:\n    url: \"" + URL + "\"");
        assertThat(result.err()).contains("GW-572").contains("was left as it is");
        assertThat(folder.resolve("godwit.yaml")).hasContent("# mine\n");
        assertThat(folder.toFile().list()).containsExactly("godwit.yaml");
    }

    @Test
    void whatIsMissingOrWrongIsToldAtOnceAndASecretIsNotRepeated() {
        Cli.Result missing = cli.run("init");
        assertThat(missing.exit()).isEqualTo(2);
        assertThat(missing.err()).contains("--url is missing").contains("--target is missing");

        Cli.Result wrong =
                cli.run(
                        "init",
                        "--target",
                        "a b",
                        "--url",
                        "jdbc:postgresql://me:s3cret@db/shop",
                        "--username",
                        "x\"y");
        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.err())
                .contains("value of --target")
                .contains("value of --url")
                .contains("value of --username")
                .doesNotContain("s3cret");
        assertThat(folder.toFile().list()).isEmpty();
    }

    @Test
    void aPersonIsAskedUntilTheAnswerCanBeUsed() {
        Cli.Result result =
                cli.atTerminal("postgres://db/shop\n" + URL + "\n\n\nproduction\ny\n", "init");
        assertThat(result.exit()).as(result.toString()).isZero();
        assertThat(result.err()).contains("write jdbc:postgresql://HOST/DATABASE");
        Target written =
                Objects.requireNonNull(
                        ConfigReader.read(folder.resolve("godwit.yaml")).targets().get("shop"));
        assertThat(written.environment()).isEqualTo("production");
        assertThat(written.guarded()).isTrue();
    }

    @Test
    void theScriptAloneIsNothingButSql() {
        Cli.Result script = cli.run("init", "--script", "--username", "ann");
        assertThat(script.exit()).isZero();
        assertThat(script.out()).isEqualTo(RoleScript.of("ann", false));
        assertThat(folder.toFile().list()).isEmpty();
    }
}
