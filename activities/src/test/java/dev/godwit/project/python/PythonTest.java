package dev.godwit.project.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.project.ProjectFailure;
import dev.godwit.project.audit.Component;
import dev.godwit.project.ecosystem.Candidate;
import dev.godwit.project.ecosystem.Move;
import dev.godwit.project.ecosystem.Result;
import dev.godwit.project.ecosystem.Standing;
import dev.godwit.project.ecosystem.Workplace;
import dev.godwit.project.link.Link;
import dev.godwit.project.process.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real pip, with packages that do not exist anywhere else. */
class PythonTest {

    private static final String REQUIREMENTS =
            """
            # what the shop needs
            godwit-left == 1.0.0   # exact
            godwit_right>=1.0,<2
            """;

    @TempDir Path temp;
    private Packages packages;
    private Path folder;
    private final Python python =
            new Python(Path.of(System.getProperty("java.io.tmpdir"), "godwit-test-tools"));

    @BeforeEach
    void project() throws IOException {
        packages = new Packages();
        packages.publish("godwit_left", "1.0.0", "side = 'left'\n", "");
        packages.publish("godwit_right", "1.0.0", "side = 'right'\n", "");
        folder = Files.createDirectory(temp.resolve("shop"));
        Files.writeString(folder.resolve("requirements.txt"), REQUIREMENTS);
        Files.writeString(
                folder.resolve("test_shop.py"),
                """
                import unittest, godwit_left, godwit_right
                class Sides(unittest.TestCase):
                    def test_sides(self):
                        self.assertEqual(godwit_left.side + godwit_right.side, 'leftright')
                """);
    }

    @AfterEach
    void close() {
        packages.close();
    }

    private Workplace at() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.keySet().removeIf(name -> name.startsWith("PIP_") || name.startsWith("UV_"));
        environment.put("PIP_INDEX_URL", packages.url());
        environment.put("PIP_NO_CACHE_DIR", "1");
        return new Workplace(
                folder,
                temp.resolve("logs"),
                List.of(),
                Duration.ofMinutes(3),
                new Sandbox(environment),
                () -> {});
    }

    private Candidate candidate(String name, Duration cooldown) throws IOException {
        return python.candidates(at(), cooldown).stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> rungs(Candidate candidate) {
        return candidate.rungs().stream()
                .map(rung -> rung.move().to() + (rung.major() ? " major" : ""))
                .toList();
    }

    @Test
    void findsWhatCouldMoveAndSaysWhatIsWithheld() throws Exception {
        packages.publish("godwit_left", "1.4.0", "side = 'left'\n", "");
        packages.publish("godwit_left", "2.0.0", "side = 'LEFT'\n", "");
        packages.publish("godwit_left", "2.1.0rc1", "", "");
        packages.publish("godwit_left", "3.0.0", "", "").put("requires-python", ">=3.99");
        packages.publish("godwit_right", "1.9", "side = 'right'\n", "");
        packages.publish("godwit_right", "2.0", "", "").put("yanked", "broken");
        Candidate left = candidate("godwit-left", Duration.ZERO);
        Candidate right = candidate("godwit-right", Duration.ZERO);
        assertThat(rungs(left)).containsExactly("== 1.4.0", "== 2.0.0 major");
        assertThat(left.held())
                .singleElement()
                .satisfies(held -> assertThat(held.reason()).startsWith("needs Python >=3.99"));
        assertThat(rungs(right)).as("the range allows 1.9").isEmpty();
        assertThat(right.skipped()).isEqualTo("2.0 was yanked");

        Duration since = Duration.between(Instant.parse("2026-01-01T00:00:00Z"), Instant.now());
        Candidate young = candidate("godwit-left", since.plusDays(1));
        assertThat(young.rungs()).isEmpty();
        assertThat(young.skipped()).contains("younger");
    }

    @Test
    void movesInPlaceAndTellsGreenFromRed() throws Exception {
        packages.publish("godwit_left", "1.4.0", "side = 'left'\n", "");
        packages.publish("godwit_left", "2.0.0", "side = 'LEFT'\n", "");
        Result installed = python.install(at());
        assertThat(installed.good()).as(installed.note()).isTrue();
        assertThat(python.test(at()).good()).isTrue();
        assertThat(python.inventory(at()).components())
                .extracting(Component::purl, Component::path)
                .contains(
                        org.assertj.core.groups.Tuple.tuple(
                                "pkg:pypi/godwit-left@1.0.0", "requirements.txt"));

        Result moved = python.bump(at(), List.of(new Move("godwit-left", "== 1.0.0", "== 1.4.0")));
        assertThat(moved.good()).as(moved.note()).isTrue();
        assertThat(folder.resolve("requirements.txt"))
                .hasContent(REQUIREMENTS.replace("1.0.0", "1.4.0"));
        assertThat(python.test(at()).good()).isTrue();

        python.bump(at(), List.of(new Move("godwit-left", "== 1.4.0", "== 2.0.0")));
        Result red = python.test(at());
        assertThat(red.good()).isFalse();
        assertThat(red.note()).contains("unittest discover: exit 1");
    }

    @Test
    void namesTheMembersOfAConflict() throws Exception {
        packages.publish(
                "godwit_right", "2.0", "side = 'right'\n", "Requires-Dist: godwit-left>=2\n");
        packages.publish("godwit_left", "2.0.0", "side = 'left'\n", "");
        Result conflict =
                python.bump(at(), List.of(new Move("godwit-right", ">=1.0,<2", ">=2.0,<3")));
        assertThat(conflict.good()).isFalse();
        assertThat(conflict.conflict()).contains("godwit-right", "godwit-left");
    }

    @Test
    void climbsDjangoByItsLongTermReleases() throws Exception {
        Files.writeString(folder.resolve("requirements.txt"), "Django==4.2.11\n");
        for (String version :
                List.of("4.2.11", "4.2.30", "5.0.1", "5.1.2", "5.2.19", "6.0.1", "6.1.3")) {
            packages.publish("django", version, "", "");
        }
        assertThat(rungs(candidate("django", Duration.ZERO)))
                .containsExactly("==4.2.30", "==5.2.19 major", "==6.1.3 major");
        assertThat(python.recipes(List.of(new Move("django", "==4.2.30", "==5.2.19"))))
                .singleElement()
                .satisfies(recipe -> assertThat(recipe.name()).isEqualTo("django-upgrade:5.2"));
        assertThat(python.recipes(List.of(new Move("django", "==4.2.11", "==4.2.30")))).isEmpty();
    }

    @Test
    void saysWhatCannotBegin() throws Exception {
        Files.writeString(
                folder.resolve("pyproject.toml"),
                "[project]\nname = 'shop'\nversion = '1'\nrequires-python = '>=3.99'\n");
        assertThatThrownBy(() -> python.install(at()))
                .isInstanceOf(ProjectFailure.class)
                .hasMessageContaining("no Python");
        Files.delete(folder.resolve("pyproject.toml"));
        Files.delete(folder.resolve("test_shop.py"));
        assertThat(python.install(at()).good()).isTrue();
        assertThatThrownBy(() -> python.test(at()))
                .isInstanceOf(ProjectFailure.class)
                .hasMessageContaining("neither pytest");
    }

    @Test
    void knowsWhatIsDeclaredByNow() throws Exception {
        Move left = new Move("godwit-left", "== 0.9", "== 1.0.0");
        Move right = new Move("godwit-right", ">=1.0,<2", ">=2.0,<3");
        Move gone = new Move("godwit-gone", "==1", "==2");
        assertThat(python.standing(at(), List.of(left, right, gone)))
                .containsExactly(
                        new Standing(left, "== 1.0.0", true),
                        new Standing(right, ">=1.0,<2", false),
                        new Standing(gone, "", false));
    }

    @Test
    void packagesSayWhereTheirChangesAre() throws Exception {
        packages.publish(
                "godwit_left",
                "1.4.0",
                "side = 'left'\n",
                "Home-page: https://example.org/left\n"
                        + "Project-URL: Source, https://github.com/made/left\n"
                        + "Project-URL: Release Notes, https://example.org/left/changes.html\n"
                        + "\nProject-URL: Changelog, https://example.org/not-a-header\n");
        packages.publish(
                "godwit_right",
                "1.9",
                "side = 'right'\n",
                "Project-URL: Homepage, https://github.com/made/right\n");
        Move left = new Move("godwit-left", "== 1.0.0", "== 1.4.0");
        Move right = new Move("godwit-right", ">=1.0,<2", ">=1.9,<2");
        Result moved = python.bump(at(), List.of(left, right));
        assertThat(moved.good()).as(moved.note()).isTrue();
        assertThat(python.links(at(), List.of(left, right)))
                .containsOnly(
                        Map.entry(
                                "godwit-left",
                                new Link(
                                        Link.Kind.CHANGELOG,
                                        "https://example.org/left/changes.html")),
                        Map.entry(
                                "godwit-right",
                                new Link(
                                        Link.Kind.RELEASES,
                                        "https://github.com/made/right/releases")));
    }
}
