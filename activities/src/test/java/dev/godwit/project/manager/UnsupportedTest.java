package dev.godwit.project.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnsupportedTest {

    @TempDir Path root;

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private List<String> said(String path) {
        return Unsupported.in(root, root.resolve(path)).stream()
                .map(
                        one ->
                                "%s by %s%s"
                                        .formatted(
                                                one.manager(),
                                                one.sign(),
                                                one.instead() ? ", not " + one.ecosystem() : ""))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "yarn.lock, Yarn",
        "pnpm-lock.yaml, pnpm",
        "pnpm-workspace.yaml, pnpm",
        "bun.lock, Bun",
        "bun.lockb, Bun"
    })
    void aLockFileOfAnotherOneKeepsNpmAway(String sign, String manager) throws IOException {
        write(sign, "");
        assertThat(said("")).as("no package.json").isEmpty();
        write("package.json", "{}");
        assertThat(said("")).containsExactly("%s by %s, not npm".formatted(manager, sign));
        write("package-lock.json", "{}");
        assertThat(said("")).as("npm's own decides").isEmpty();
    }

    @Test
    void packageJsonItselfMayName() throws IOException {
        write("package.json", "{\"packageManager\":\"pnpm@9.1.0+sha512.abc\"}");
        assertThat(said("")).containsExactly("pnpm by package.json, not npm");
        write("package.json", "{\"packageManager\":\"npm@11.0.0\"}");
        assertThat(said("")).isEmpty();
        write("package.json", "{\"devEngines\":{\"packageManager\":{\"name\":\"yarn\"}}}");
        assertThat(said("")).containsExactly("Yarn by package.json, not npm");
        write("package.json", "{ torn");
        assertThat(said("")).isEmpty();
    }

    @Test
    void aWorkspaceIsKeptByItsRootAndAnotherFolderIsNot() throws IOException {
        write("package.json", "{\"workspaces\":[\"packages/*\"]}");
        write("yarn.lock", "");
        write("packages/a/package.json", "{}");
        assertThat(said("packages/a")).containsExactly("Yarn by ../../yarn.lock, not npm");
        write("packages/a/package-lock.json", "{}");
        assertThat(said("packages/a")).isEmpty();
        write("package.json", "{}");
        write("services/b/package.json", "{}");
        assertThat(said("services/b")).as("the root has no workspaces").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "poetry.lock, Poetry, true",
        "pdm.lock, PDM, true",
        "Pipfile.lock, Pipenv, true",
        "Pipfile, Pipenv, false",
        "environment.yml, conda, false",
        "setup.py, setuptools, false"
    })
    void pythonManagersAreKnownByName(String sign, String manager, boolean lock)
            throws IOException {
        write(sign, "");
        String said = "%s by %s%s".formatted(manager, sign, lock ? ", not python" : "");
        assertThat(said("")).containsExactly(said);
        write("pyproject.toml", "[project]\nname = \"x\"\n");
        assertThat(said("")).as("only a lock would be left behind").hasSize(lock ? 1 : 0);
        write("requirements.txt", "a==1\n");
        assertThat(said("")).as("requirements are known").isEmpty();
    }

    @Test
    void aTableOfPoetryAloneIsPoetrys() throws IOException {
        write("pyproject.toml", "[tool.poetry]\nname = \"x\"\n");
        assertThat(said("")).containsExactly("Poetry by pyproject.toml");
        write("pyproject.toml", "[project]\nname = \"x\"\n[tool.poetry]\npackages = []\n");
        assertThat(said("")).isEmpty();
        write("uv.lock", "");
        write("poetry.lock", "");
        assertThat(said("")).as("uv has locked it").isEmpty();
    }

    @Test
    void othersAreToldByOneFile() throws IOException {
        write("build.gradle.kts", "");
        write("settings.gradle", "");
        write("go.mod", "");
        assertThat(said("")).containsExactly("Gradle by settings.gradle", "Go modules by go.mod");
    }
}
