package dev.godwit.config;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.godwit.config.outside.Errand;
import dev.godwit.config.outside.Notification;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigReaderTest {

    @TempDir Path folder;

    @Test
    void readsChecksAndWhoWantsToBeTold() throws IOException {
        GodwitConfig config =
                ConfigReader.read(
                        file(
                                """
                                targets: { shop: { url: "jdbc:postgresql://db/shop", username: godwit } }
                                checks:
                                  ready: { http: "http://deployer.internal/ready", timeout: 500ms }
                                  fresh: { command: [ "/bin/fresh", "shop" ] }
                                notifications:
                                  - { on: [ waiting ], http: "https://hooks/x", headers: { Authorization: "Bearer ${T}" } }
                                  - { targets: [ shop ], command: [ "/bin/tell" ], timeout: 1m }
                                """));

        assertThat(config.checks())
                .containsEntry(
                        "ready",
                        new Errand(
                                "http://deployer.internal/ready",
                                List.of(),
                                Map.of(),
                                Duration.ofMillis(500)))
                .containsEntry(
                        "fresh",
                        new Errand(
                                null,
                                List.of("/bin/fresh", "shop"),
                                Map.of(),
                                Duration.ofSeconds(10)));
        assertThat(config.notifications())
                .containsExactly(
                        new Notification(
                                Set.of("waiting"),
                                Set.of(),
                                new Errand(
                                        "https://hooks/x",
                                        List.of(),
                                        Map.of("Authorization", "Bearer ${T}"),
                                        Duration.ofSeconds(10))),
                        new Notification(
                                Notification.ALL,
                                Set.of("shop"),
                                new Errand(
                                        null,
                                        List.of("/bin/tell"),
                                        Map.of(),
                                        Duration.ofMinutes(1))));
    }

    @Test
    void tellsEverythingThatIsWrongWithChecksAndNotifications() throws IOException {
        Path file =
                file(
                        """
                        targets: { shop: { url: "jdbc:postgresql://db/shop", username: godwit } }
                        checks:
                          none: {}
                          both: { http: "http://x", command: [ "x" ] }
                          late: { http: "http://x", timeout: soon }
                          mail: { http: "mailto:x" }
                        notifications:
                          - { on: [ waitng ], targets: [ shopp ], http: "http://x" }
                        """);

        assertThatThrownBy(() -> ConfigReader.read(file))
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        wrong ->
                                assertThat(wrong.problems())
                                        .extracting(ConfigProblem::code)
                                        .containsExactly(
                                                "GW-417", "GW-417", "GW-418", "GW-420", "GW-419",
                                                "GW-419"));
    }

    @Test
    void readsWhatTheDesignShows() throws IOException {
        GodwitConfig config =
                ConfigReader.read(
                        file(
                                """
                                targets:
                                  shop-staging:    { url: "jdbc:postgresql://db/shop", username: godwit, password: "${SHOP_PASSWORD}", environment: staging, snapshots: { directory: /mnt/staging } }
                                  shop-production: { url: "jdbc:postgresql://pool/shop", direct_url: "jdbc:postgresql://db/shop", username: "${U}", environment: production, protected: true, queue: db-1, replicas: [ "jdbc:postgresql://replica/shop" ], scratch: shop-staging }
                                  core-service:    { repository: "git@example.org:shop.git", path: services/core-service }
                                hooks:  { volume-snapshot: { command: [ "/usr/local/bin/snapshot", "shop" ] } }
                                checks: { rollout-complete: { http: "http://deployer.internal/shop/ready" } }
                                snapshots: { directory: /var/lib/godwit/snapshots }
                                ui: http://temporal.internal
                                """));

        assertThat(config.hooks().values().iterator().next().timeout())
                .isEqualTo(Duration.ofMinutes(5));
        assertThat(config.ui()).isEqualTo("http://temporal.internal");
        assertThat(config.targets().values())
                .containsExactly(
                        new Target(
                                "shop-staging",
                                "jdbc:postgresql://db/shop",
                                "godwit",
                                "${SHOP_PASSWORD}",
                                null,
                                "shop-staging",
                                "staging",
                                false,
                                null,
                                null,
                                List.of(),
                                null,
                                Path.of("/mnt/staging/shop-staging")),
                        new Target(
                                "shop-production",
                                "jdbc:postgresql://pool/shop",
                                "${U}",
                                null,
                                "jdbc:postgresql://db/shop",
                                "db-1",
                                "production",
                                true,
                                null,
                                null,
                                List.of("jdbc:postgresql://replica/shop"),
                                "shop-staging",
                                Path.of("/var/lib/godwit/snapshots/shop-production")),
                        new Target(
                                "core-service",
                                null,
                                null,
                                null,
                                null,
                                "core-service",
                                "",
                                false,
                                "git@example.org:shop.git",
                                "services/core-service"));
    }

    @Test
    void triesThingsOutOnlyOnADatabaseThatIsNotProtected() throws IOException {
        Path file =
                file(
                        """
                        targets:
                          a: { url: "jdbc:postgresql://a/a", username: u, scratch: nowhere }
                          b: { url: "jdbc:postgresql://b/b", username: u, scratch: core }
                          c: { url: "jdbc:postgresql://c/c", username: u, protected: true, scratch: c }
                          d: { url: "jdbc:postgresql://d/d", username: u, scratch: a }
                          core: { repository: "git@example.org:shop.git" }
                        """);
        ConfigException failure =
                catchThrowableOfType(ConfigException.class, () -> ConfigReader.read(file));
        assertThat(failure.problems())
                .extracting(ConfigProblem::code, ConfigProblem::because)
                .containsExactly(
                        tuple("GW-425", "there is no such target"),
                        tuple("GW-425", "it is a project"),
                        tuple("GW-425", "it is protected"));
    }

    @Test
    void reportsEveryProblemAtOnceByLineAndWithoutAnySecret() throws Exception {
        Path file = resource("many-problems.yaml");

        ConfigException failure =
                catchThrowableOfType(ConfigException.class, () -> ConfigReader.read(file));

        String found =
                failure.problems().stream()
                        .map(
                                problem ->
                                        "%s %s %s"
                                                .formatted(
                                                        problem.code(),
                                                        problem.what(),
                                                        problem.where()
                                                                .replace(file.toString(), "")))
                        .collect(joining("\n"));
        assertThat(found)
                .isEqualToIgnoringNewLines(Files.readString(resource("many-problems.txt")).strip());
        assertThat(failure.toString() + failure.problems()).doesNotContain("hunter2");
    }

    @Test
    void brokenYamlIsReportedWithItsLineButNotItsText() throws IOException {
        Path file = file("targets:\n  a: { url: x, password: \"hunter2\n");

        ConfigException failure =
                catchThrowableOfType(ConfigException.class, () -> ConfigReader.read(file));

        assertThat(failure.problems()).extracting(ConfigProblem::code).containsExactly("GW-402");
        assertThat(failure.problems().getFirst().where()).startsWith(file + ":");
        assertThat(failure.toString() + failure.problems()).doesNotContain("hunter2");
        assertThat(failure.getCause()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing", "[]", "targets", "---\n{}\n---\n{}"})
    void whatIsNoConfigurationIsAProblemAndNothingElse(String text) throws IOException {
        Path file = file(text);

        assertThat(catchThrowableOfType(ConfigException.class, () -> ConfigReader.read(file)))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${SHOP_URL}",
                "jdbc:postgresql://${HOST}:5432/shop?sslmode=verify-full",
                "jdbc:postgresql:shop",
                "jdbc:postgresql://a,b/shop?targetServerType=primary"
            })
    void acceptsUrlsOfPostgresql(String url) {
        assertThat(PostgresUrl.flaw(url)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://me:secret@db/shop",
                "jdbc:postgresql://db/shop?PASSWORD=${P}",
                "jdbc:postgresql:shop?sslmode=require&user=me",
                "${BASE}?password=x"
            })
    void refusesCredentialsInAUrl(String url) {
        assertThat(PostgresUrl.flaw(url)).contains(PostgresUrl.Flaw.CREDENTIALS_INSIDE);
    }

    @Test
    void aTargetInPrintShowsNoCredentials() throws IOException {
        GodwitConfig config =
                ConfigReader.read(
                        file(
                                """
                                targets:
                                  a: { url: "jdbc:postgresql://db/a?sslpassword=hunter2", username: u, password: hunter2 }
                                """));

        assertThat(config.toString()).contains("jdbc:postgresql://db/a").doesNotContain("hunter2");
    }

    @Test
    void findsTheNearestFileUpwardsUnlessTheEnvironmentNamesOne() throws IOException {
        Path deep = Files.createDirectories(folder.resolve("a/b"));
        Path near = Files.writeString(folder.resolve("a/godwit.yaml"), "");
        Files.writeString(folder.resolve("godwit.yaml"), "");

        assertThat(ConfigReader.find(deep, Map.of())).contains(near);
        assertThat(ConfigReader.find(deep, Map.of("GODWIT_CONFIG", "other.yaml")))
                .contains(deep.resolve("other.yaml"));
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("test.yaml"), text);
    }

    private static Path resource(String name) throws URISyntaxException {
        URL url = Objects.requireNonNull(ConfigReaderTest.class.getResource(name), name);
        return Path.of(url.toURI());
    }
}
