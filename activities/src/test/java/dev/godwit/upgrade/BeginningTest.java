package dev.godwit.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.project.audit.Feeds;
import dev.godwit.project.git.Git;
import dev.godwit.project.maven.Maven;
import dev.godwit.project.npm.Npm;
import dev.godwit.project.place.Lane;
import dev.godwit.project.place.Location;
import dev.godwit.project.place.Workshop;
import dev.godwit.project.process.Sandbox;
import dev.godwit.project.python.Python;
import dev.godwit.project.recipe.Recipes;
import dev.godwit.workflow.Contract;
import dev.godwit.workflow.message.Finding;
import dev.godwit.workflow.upgrade.activity.Base;
import dev.godwit.workflow.upgrade.message.FoundProjects;
import dev.godwit.workflow.upgrade.message.Place;
import dev.godwit.workflow.upgrade.message.UpgradeInput;
import dev.godwit.workflow.upgrade.message.Wishes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real repositories, with projects that Godwit works with and others. */
class BeginningTest {

    private static final Runnable GO_ON = () -> {};

    @TempDir Path temp;
    private final Sandbox sandbox = new Sandbox(System.getenv());
    private final Git git = new Git(sandbox);
    private Path user;
    private Beginning beginning;
    private Workshop workshop;

    @BeforeEach
    void repository() throws IOException {
        user = Files.createDirectory(temp.resolve("user"));
        git.ask(user, GO_ON, "init", "-q", "-b", "main");
        workshop =
                new Workshop(temp.resolve("home"), "here", sandbox, Feeds.none(temp.resolve("f")));
        beginning =
                new Beginning(
                        workshop,
                        List.of(new Npm(), new Maven(), new Python(temp.resolve("tools"))),
                        new Recipes(Map.of()));
    }

    private void commit(String... paths) throws IOException {
        for (String path : paths) {
            Path file = user.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, path.endsWith("package.json") ? "{}\n" : "");
        }
        git.ask(user, GO_ON, "add", "-A");
        git.ask(user, GO_ON, "commit", "-q", "-m", "Change");
    }

    private FoundProjects found() {
        return beginning.projects(site("shop/find", "", ""), GO_ON);
    }

    private Site site(String run, String path, String ecosystem) {
        return new Site(
                workshop,
                (target, directory, where) -> new Location("", "", user.toString()),
                place(path, ecosystem),
                Lane.first(run),
                GO_ON);
    }

    private Place place(String path, String ecosystem) {
        return new Place("shop", "shop", user.toString(), path, ecosystem);
    }

    private List<String> problems(String path, String ecosystem) throws IOException {
        UpgradeInput input =
                new UpgradeInput(
                        Contract.VERSION,
                        place(path, ecosystem),
                        "upgrade",
                        Wishes.NONE,
                        "ann",
                        false);
        Base base = beginning.base(input, site("shop/upgrade", path, ecosystem), GO_ON);
        return base.problems().stream().map(BeginningTest::words).toList();
    }

    private static String words(Finding one) {
        assertThat(one.because()).isNotEmpty();
        assertThat(one.next()).isNotEmpty();
        return "%s %s: %s".formatted(one.code(), one.where(), one.what());
    }

    @Test
    void projectsThatAreKeptByAnotherManagerArePassedAndSaidToBe() throws IOException {
        commit(
                "services/a/package.json",
                "services/a/package-lock.json",
                "services/b/package.json",
                "services/b/pnpm-lock.yaml",
                "services/b/requirements.txt",
                "services/c/build.gradle",
                "services/c/module/build.gradle",
                "services/d/pom.xml",
                "services/d/build.gradle");
        FoundProjects found = found();
        assertThat(found.problems()).isEmpty();
        assertThat(found.projects())
                .extracting(one -> one.path() + " " + one.ecosystem())
                .containsExactly("services/a npm", "services/b python", "services/d maven");
        assertThat(found.passed())
                .extracting(BeginningTest::words)
                .containsExactly(
                        "GW-656 services/b/pnpm-lock.yaml: the project is kept by pnpm, which"
                                + " Godwit does not work with",
                        "GW-656 services/c/build.gradle: the project is kept by Gradle, which"
                                + " Godwit does not work with");
        assertThat(problems("services/b", "")).as("there is a Python project").isEmpty();
        assertThat(problems("services/b", "npm"))
                .singleElement()
                .asString()
                .startsWith("GW-656 services/b/pnpm-lock.yaml");
        assertThat(problems("services/c", ""))
                .singleElement()
                .asString()
                .startsWith("GW-656 services/c/build.gradle");
    }

    @Test
    void nothingIsInstalledByTheWrongProgram() throws IOException {
        commit("yarn.lock", "packages/a/package.json");
        Files.writeString(user.resolve("package.json"), "{\"workspaces\":[\"packages/*\"]}");
        commit();
        FoundProjects found = found();
        assertThat(found.projects()).isEmpty();
        assertThat(found.problems())
                .extracting(BeginningTest::words)
                .as("once, not for each workspace")
                .containsExactly(
                        "GW-656 yarn.lock: the project is kept by Yarn, which Godwit does not"
                                + " work with");
        assertThat(problems("packages/a", ""))
                .singleElement()
                .asString()
                .startsWith("GW-656 yarn.lock: ");
    }

    @Test
    void aFolderWithNothingIsSaidToBe() throws IOException {
        commit("docs/readme.md");
        assertThat(found().problems()).extracting(Finding::code).containsExactly("GW-631");
        assertThat(problems("docs", "")).singleElement().asString().startsWith("GW-631 docs");
    }

    @Test
    void aResultBranchWithSomebodyElsesCommitsIsNotReplaced() throws IOException {
        commit("package.json", "package-lock.json");
        git.ask(user, GO_ON, "branch", "godwit/shop/upgrade");
        UpgradeInput input =
                new UpgradeInput(
                        Contract.VERSION, place("", ""), "upgrade", Wishes.NONE, "ann", false);
        Base base = beginning.base(input, site("shop/upgrade", "", ""), GO_ON);
        assertThat(base.problems())
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.code()).isEqualTo("GW-630");
                            assertThat(one.next())
                                    .isEqualTo(
                                            "git merge godwit/shop/upgrade, or git branch -m"
                                                    + " godwit/shop/upgrade NAME to keep them"
                                                    + " aside");
                        });
        git.ask(user, GO_ON, "branch", "-m", "godwit/shop/upgrade", "aside");
        assertThat(beginning.base(input, site("shop/upgrade", "", ""), GO_ON).problems())
                .as("what it says leads on")
                .isEmpty();
    }
}
