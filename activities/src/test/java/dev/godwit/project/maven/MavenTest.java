package dev.godwit.project.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.project.ecosystem.Candidate;
import dev.godwit.project.ecosystem.Move;
import dev.godwit.project.ecosystem.Result;
import dev.godwit.project.ecosystem.Workplace;
import dev.godwit.project.maven.repository.Setup;
import dev.godwit.project.process.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real Maven, with artifacts that do not exist anywhere else. */
class MavenTest {

    private static final String G = Made.G;

    /** Windows line ends, a comment and an umlaut in an old encoding: all of it has to stay. */
    private static final String ROOT =
            """
            <?xml version="1.0" encoding="ISO-8859-1"?>
            <!-- f\u00fcr <version>1.0.0</version> -->
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <parent>
                <groupId>dev.godwit.made</groupId><artifactId>above</artifactId>
                <version>1.0.0</version><relativePath/>
              </parent>
              <groupId>org.example</groupId> <artifactId>shop</artifactId>
              <version>1.0.0</version>
            \t<packaging>pom</packaging>
              <modules><module>app</module></modules>
              <properties>
                <twin.version>1.0.0</twin.version>  <!-- both -->
              </properties>
              <dependencyManagement><dependencies>
                <dependency><groupId>dev.godwit.made</groupId><artifactId>list</artifactId>
                  <version>1.0.0</version><type>pom</type><scope>import</scope></dependency>
                <dependency><groupId>dev.godwit.made</groupId><artifactId>left</artifactId>
                  <version><!-- the old one -->1.0.0</version></dependency>
              </dependencies></dependencyManagement>
              <build><plugins><plugin>
                <groupId>dev.godwit.made</groupId><artifactId>made-maven-plugin</artifactId>
                <version>1.0.0</version><inherited>false</inherited>
              </plugin></plugins></build>
            </project>
            """
                    .replace("\n", "\r\n");

    private static final String APP =
            """
            <project>
              <modelVersion>4.0.0</modelVersion>
              <parent><groupId>org.example</groupId><artifactId>shop</artifactId>
                <version>1.0.0</version></parent>
              <artifactId>app</artifactId>
              <properties>
                <maven.compiler.release>17</maven.compiler.release>
                <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
              </properties>
              <dependencies>
                <dependency><groupId>dev.godwit.made</groupId><artifactId>ranged</artifactId>
                  <version>[1.0.0,2.0.0)</version></dependency>
                <dependency><groupId>dev.godwit.made</groupId><artifactId>left</artifactId></dependency>
                <dependency><groupId>dev.godwit.made</groupId><artifactId>listed</artifactId></dependency>
                <dependency><groupId>dev.godwit.made</groupId><artifactId>one-twin</artifactId>
                  <version>${twin.version}</version></dependency>
                <dependency><groupId>dev.godwit.made</groupId><artifactId>two-twin</artifactId>
                  <version>${twin.version}</version></dependency>
                <dependency><groupId>org.junit.jupiter</groupId>
                  <artifactId>junit-jupiter</artifactId>
                  <scope>test</scope></dependency>
              </dependencies>
            </project>
            """;

    @TempDir static Path shared;
    private static Repository repository;
    private static Maven maven;

    @TempDir Path temp;
    private Path folder;

    @BeforeAll
    static void publish() throws Exception {
        Made.mavenIsThere();
        repository = new Repository(shared.resolve("repository"));
        maven =
                new Maven(
                        new Setup(
                                Optional.of(repository.settings()),
                                Optional.of(shared.resolve("local"))));
        Made.publish(repository);
    }

    @AfterAll
    static void close() {
        if (repository != null) {
            repository.close();
        }
    }

    @BeforeEach
    void project() throws Exception {
        folder = Files.createDirectory(temp.resolve("shop"));
        root(ROOT);
        write("app/pom.xml", APP);
        write(
                "app/src/main/java/App.java",
                "class App { static int value() { return Left.value(); } }\n");
        write(
                "app/src/test/java/AppTest.java",
                """
                class AppTest {
                    @org.junit.jupiter.api.Test void one() {
                        org.junit.jupiter.api.Assertions.assertEquals(1, App.value());
                    }
                }
                """);
    }

    private void root(String text) throws IOException {
        Files.write(folder.resolve("pom.xml"), text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(folder.resolve(file), text);
    }

    private Workplace at() {
        return new Workplace(
                folder,
                temp.resolve("logs"),
                List.of(),
                Duration.ofMinutes(3),
                new Sandbox(System.getenv()),
                () -> {});
    }

    private static Candidate named(String name, List<Candidate> candidates) {
        return candidates.stream().filter(one -> one.name().equals(G + name)).findFirst().get();
    }

    private static List<String> rungs(String name, List<Candidate> candidates) {
        return named(name, candidates).rungs().stream()
                .map(rung -> rung.move().to() + (rung.major() ? " major" : ""))
                .toList();
    }

    private Result bump(String name, String from, String to) throws IOException {
        return maven.bump(at(), List.of(new Move(G + name, from, to)));
    }

    @Test
    void aModuleIsNoProjectByItself() throws Exception {
        write("tools/pom.xml", APP);
        assertThat(maven.owns(folder, folder.resolve("app"))).isTrue();
        assertThat(maven.owns(folder, folder.resolve("tools"))).isFalse();
    }

    @Test
    void offersReleasedVersionsOfEverythingThatIsDeclared() throws Exception {
        List<Candidate> found = maven.candidates(at(), Duration.ZERO);
        assertThat(found.stream().map(Candidate::name))
                .containsExactlyInAnyOrder(
                        G + "above",
                        G + "list",
                        G + "left",
                        G + "made-maven-plugin",
                        G + "one-twin",
                        G + "ranged");
        assertThat(rungs("left", found))
                .as("no beta, no day, not the one that was relocated")
                .containsExactly("1.1.0", "2.0.0 major", "3.0.0 major");
        assertThat(rungs("one-twin", found)).containsExactly("1.1.0");
        assertThat(rungs("list", found)).containsExactly("1.1.0");
        assertThat(rungs("above", found)).containsExactly("1.1.0");
        assertThat(rungs("made-maven-plugin", found)).containsExactly("1.1.0");
        assertThat(named("ranged", found).skipped()).contains("the range [1.0.0,2.0.0)");
    }

    @Test
    void offersNothingThatIsTooYoung() throws Exception {
        Instant released =
                ZonedDateTime.parse(Repository.RELEASED, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant();
        Duration since = Duration.between(released, Instant.now());
        assertThat(rungs("left", maven.candidates(at(), since.minusDays(1)))).hasSize(3);
        Candidate young = named("left", maven.candidates(at(), since.plusDays(1)));
        assertThat(young.rungs()).isEmpty();
        assertThat(young.skipped()).contains("too young");
    }

    @Test
    void movesInPlaceAndNothingElse() throws Exception {
        Result moved =
                maven.bump(
                        at(),
                        List.of(
                                new Move(G + "above", "1.0.0", "1.1.0"),
                                new Move(G + "list", "1.0.0", "1.1.0"),
                                new Move(G + "left", "1.0.0", "1.1.0"),
                                new Move(G + "made-maven-plugin", "1.0.0", "1.1.0"),
                                new Move(G + "one-twin", "1.0.0", "1.1.0")));
        assertThat(moved.good()).as(moved.note()).isTrue();
        String expected =
                ROOT.replace(
                                "<version>1.0.0</version><relativePath/>",
                                "<version>1.1.0</version><relativePath/>")
                        .replace(".version>1.0.0<", ".version>1.1.0<")
                        .replace("<version>1.0.0</version><type>", "<version>1.1.0</version><type>")
                        .replace("-->1.0.0</version>", "-->1.1.0</version>")
                        .replace(
                                "<version>1.0.0</version><inherited>",
                                "<version>1.1.0</version><inherited>");
        assertThat(Files.readAllBytes(folder.resolve("pom.xml")))
                .isEqualTo(expected.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(folder.resolve("app/pom.xml")).hasContent(APP);
        Result green = maven.test(at());
        assertThat(green.good()).as(green.note()).isTrue();
        assertThat(Files.readString(moved.logs().getFirst()))
                .contains("listed:jar:1.1.0", "two-twin:jar:1.1.0", "made-maven-plugin:jar:1.1.0");
    }

    @Test
    void whatDoesNotCompileIsInstalledAndRed() throws Exception {
        Result moved = bump("left", "1.0.0", "3.0.0");
        assertThat(moved.good()).as(moved.note()).isTrue();
        Result red = maven.test(at());
        assertThat(red.good()).isFalse();
        assertThat(red.note()).contains("verify: exit 1");
        assertThat(Files.readString(red.logs().getFirst())).contains("COMPILATION ERROR");
    }

    @Test
    void whatFailsATestIsRed() throws Exception {
        assertThat(bump("left", "1.0.0", "2.0.0").good()).isTrue();
        Result red = maven.test(at());
        assertThat(red.good()).isFalse();
        assertThat(Files.readString(red.logs().getFirst())).contains("expected: <1> but was: <2>");
    }

    @Test
    void whatDoesNotExistCannotBeInstalled() throws Exception {
        assertThat(maven.install(at()).good()).isTrue();
        assertThat(maven.inventory(at()).unknown()).isEmpty();
        assertThat(maven.inventory(at()).components())
                .anySatisfy(
                        one -> {
                            assertThat(one.purl())
                                    .startsWith("pkg:maven/dev.godwit.made/one-twin@");
                            assertThat(one.path()).isEqualTo("app/pom.xml");
                            assertThat(one.archive()).isPresent();
                        })
                .noneSatisfy(one -> assertThat(one.name()).startsWith("org.example:"));
        Result missing = bump("left", "1.0.0", "9.0.0");
        assertThat(missing.good()).isFalse();
        assertThat(missing.note()).contains("left:jar:9.0.0");
        Result plugin = bump("made-maven-plugin", "1.0.0", "9.0.0");
        assertThat(plugin.good()).isFalse();
        root(ROOT);
        Result parent = bump("above", "1.0.0", "9.0.0");
        assertThat(parent.good()).isFalse();
        assertThat(parent.note()).contains("above");
    }

    @Test
    void saysWhoWinsWhenAnotherDeclarationDoes() throws Exception {
        root(
                ROOT.replace(
                        "</project>",
                        "<profiles><profile><id>usual</id><activation><activeByDefault>true"
                                + "</activeByDefault></activation><properties><twin.version>1.0.0"
                                + "</twin.version></properties></profile></profiles></project>"));
        Result profile = bump("one-twin", "1.0.0", "1.1.0");
        assertThat(profile.good()).isFalse();
        assertThat(profile.note()).contains("twin.version", "1.0.0 wins", "org.example:shop");

        root(
                ROOT.replace(
                        "  </dependencies></dependencyManagement>",
                        "<dependency><groupId>dev.godwit.made</groupId>"
                                + "<artifactId>other-list</artifactId><version>1.0.0</version>"
                                + "<type>pom</type><scope>import</scope></dependency>"
                                + "</dependencies></dependencyManagement>"));
        Result order = bump("other-list", "1.0.0", "1.1.0");
        assertThat(order.good()).isFalse();
        assertThat(order.note())
                .contains("nothing of the list", "listed 1.0.0 wins", G + "list:1.0.0");
    }

    @Test
    void whatIsGivenFromOutsideWins() throws Exception {
        write(".mvn/maven.config", "-B -Dtwin.version=1.0.0\n");
        assertThat(bump("one-twin", "1.0.0", "1.1.0").note())
                .contains("1.0.0 wins, from .mvn/maven.config");
        Files.delete(folder.resolve(".mvn/maven.config"));

        root(ROOT);
        Path settings = temp.resolve("settings.xml");
        Files.writeString(
                settings,
                Files.readString(repository.settings())
                        .replace(
                                "</settings>",
                                "<profiles><profile><id>mine</id><properties><twin.version>1.0.0"
                                        + "</twin.version></properties></profile></profiles>"
                                        + "<activeProfiles><activeProfile>mine</activeProfile>"
                                        + "</activeProfiles></settings>"));
        Setup setup = new Setup(Optional.of(settings), Optional.of(shared.resolve("local")));
        Result bad =
                new Maven(setup).bump(at(), List.of(new Move(G + "one-twin", "1.0.0", "1.1.0")));
        assertThat(bad.good()).isFalse();
        assertThat(bad.note()).contains("twin.version", "1.0.0 wins");
    }

    @Test
    void aRepositoryThatIsGoneIsNoGoodNews() throws Exception {
        Repository gone = new Repository(temp.resolve("gone"));
        Maven other =
                new Maven(
                        new Setup(
                                Optional.of(gone.settings()), Optional.of(temp.resolve("empty"))));
        gone.close();
        assertThatThrownBy(() -> other.candidates(at(), Duration.ZERO))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> other.install(at())).isInstanceOf(IOException.class);
    }

    @Test
    void namesWhatBuildsIt() throws Exception {
        assertThat(maven.detects(folder)).isTrue();
        assertThat(maven.detects(temp)).isFalse();
        assertThat(maven.runtime(at())).matches("maven \\d\\S+ java \\d\\S+");
        write("mvnw", "#!/bin/sh\ntouch used\nexec mvn \"$@\"\n");
        assertThat(maven.runtime(at())).startsWith("maven");
        assertThat(folder.resolve("used")).as("without its properties").doesNotExist();
        write(".mvn/wrapper/maven-wrapper.properties", "");
        assertThat(maven.runtime(at())).startsWith("maven");
        assertThat(folder.resolve("used")).exists();
        write(".java-version", "98\n");
        assertThatThrownBy(() -> maven.runtime(at())).hasMessageContaining("asks for Java 98");
    }
}
