package dev.godwit.project.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.project.ProjectFailure;
import dev.godwit.project.ecosystem.Move;
import dev.godwit.project.ecosystem.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Projects that real uv has locked. */
class UvLockTest {

    private static final String PROJECT =
            """
            [project]
            name = "shop"
            version = "1"
            requires-python = ">=3.9"
            dependencies = ["godwit-left"]

            [dependency-groups]
            test = ["godwit-right>=1,<2"]
            """;

    @TempDir static Path tools;
    @TempDir Path temp;
    private Shop shop;

    @BeforeEach
    void open() throws IOException {
        shop = new Shop(temp, tools);
        shop.write("pyproject.toml", PROJECT);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private void newer() throws IOException {
        for (String version : List.of("1.4.0", "2.0.0")) {
            shop.packages.publish("godwit_left", version, "side = 'left'\n", "");
            shop.packages.publish("godwit_right", version, "side = 'right'\n", "");
        }
    }

    @Tag("slow")
    @Test
    void movesOneLockedVersionAndNoOther() throws Exception {
        shop.run(shop.uv(), "lock", "-q");
        newer();
        Result installed = shop.python.install(shop.at());
        assertThat(installed.good()).as(installed.note()).isTrue();
        assertThat(shop.python.test(shop.at()).good()).as("the test group is there").isTrue();
        assertThat(shop.rungs("godwit-left")).containsExactly("==1.4.0", "==2.0.0 major");
        assertThat(shop.rungs("godwit-right")).containsExactly("==1.4.0", "==2.0.0 major");

        Result moved =
                shop.python.bump(shop.at(), List.of(new Move("godwit-left", "==1.0.0", "==1.4.0")));
        assertThat(moved.good()).as(moved.note()).isTrue();
        assertThat(shop.read("pyproject.toml")).isEqualTo(PROJECT);
        assertThat(shop.read("uv.lock"))
                .contains("name = \"godwit-left\"\nversion = \"1.4.0\"")
                .contains("name = \"godwit-right\"\nversion = \"1.0.0\"");

        Result major =
                shop.python.bump(
                        shop.at(), List.of(new Move("godwit-right", "==1.4.0", "==2.0.0")));
        assertThat(major.good()).as(major.note()).isTrue();
        assertThat(shop.read("pyproject.toml")).contains("godwit-right>=2.0.0,<3");
    }

    @Test
    @Tag("slow")
    void movesWhatMembersOfAWorkspaceDeclare() throws Exception {
        shop.write(
                "pyproject.toml",
                PROJECT.replace("godwit-left", "godwit-part")
                        + """

                        [tool.uv.workspace]
                        members = ["parts/*"]

                        [tool.uv.sources]
                        godwit-part = { workspace = true }
                        """);
        shop.write(
                "parts/one/pyproject.toml",
                "[project]\nname = 'godwit-part'\nversion = '1'\nrequires-python = '>=3.9'\n"
                        + "dependencies = ['godwit-left==1.0.0']\n[tool.uv]\npackage = false\n");
        shop.run(shop.uv(), "lock", "-q");
        newer();
        assertThat(shop.python.owns(shop.folder, shop.folder.resolve("parts/one"))).isTrue();
        assertThat(shop.candidate("godwit-part").skipped()).contains("workspace");
        assertThat(shop.rungs("godwit-left")).containsExactly("==1.4.0", "==2.0.0 major");
        Result moved =
                shop.python.bump(shop.at(), List.of(new Move("godwit-left", "==1.0.0", "==1.4.0")));
        assertThat(moved.good()).as(moved.note()).isTrue();
        assertThat(shop.read("parts/one/pyproject.toml")).contains("'godwit-left==1.4.0'");
        assertThat(shop.python.test(shop.at()).good()).isTrue();

        Files.delete(shop.folder.resolve("uv.lock"));
        Files.createDirectory(shop.folder.resolve(".git"));
        Shop member = new Shop(temp.resolve("shop/parts"), tools);
        Files.move(
                shop.folder.resolve("parts/one/pyproject.toml"),
                member.folder.resolve("pyproject.toml"));
        try (member) {
            assertThatThrownBy(() -> member.python.install(member.at()))
                    .isInstanceOf(ProjectFailure.class)
                    .hasMessageContaining("workspace");
        }
    }
}
