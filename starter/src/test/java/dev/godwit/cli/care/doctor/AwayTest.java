package dev.godwit.cli.care.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.cli.Cli;
import dev.godwit.cli.server.TemporalServer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doctor where there is no Temporal. */
class AwayTest {

    @TempDir private Path folder;

    @Test
    void theRestIsShownAllTheSame() throws Exception {
        Files.writeString(
                folder.resolve("godwit.yaml"),
                "targets:\n  shop: { url: \"jdbc:postgresql://localhost/shop\", username: godwit }\n");
        Cli.Result result = cli().run("doctor");
        assertThat(result.exit()).as(result.toString()).isEqualTo(69);
        assertThat(result.out())
                .contains("godwit.yaml, 1 target")
                .contains("failure  server")
                .contains("Temporal cannot be reached")
                .contains("target shop")
                .contains("unknown  inspection");
        assertThat(cli().run("doctor", "shoop").err()).contains("did you mean shop?");
    }

    @Test
    void everyProblemOfTheConfigurationIsALine() throws Exception {
        Files.writeString(
                folder.resolve("godwit.yaml"),
                "targets:\n  shop: { url: \"mysql://x\" }\n  core: { usernam: x }\n");
        assertThat(cli().run("doctor").out())
                .contains("godwit.yaml:2: url of target shop is not a PostgreSQL JDBC URL")
                .contains("target shop has no username")
                .contains("usernam");
        Files.delete(folder.resolve("godwit.yaml"));
        assertThat(cli().run("doctor").out()).contains("there is no godwit.yaml");
    }

    @Test
    void whatAKilledDemoLeftIsNoted() throws Exception {
        Path demo = Files.createDirectories(folder.resolve("home/demo-1"));
        Files.writeString(demo.resolve("processes"), "owner 999999999 1\npostgres 999999998 1\n");
        assertThat(cli().run("doctor").out()).contains("leftovers").contains("godwit down");
    }

    private Cli cli() throws Exception {
        return new Cli(folder, "127.0.0.1:" + TemporalServer.freePort());
    }
}
