package dev.godwit.project.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.project.ecosystem.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real jscodeshift with a transform that renames a call. */
class JscodeshiftTest {

    private static final String RENAME =
            """
            module.exports = (file, api) => {
              const j = api.jscodeshift;
              const root = j(file.source);
              const calls = root.find(j.CallExpression, { callee: { name: 'oldCall' } });
              if (calls.size() === 0) return undefined;
              calls.forEach(call => { call.node.callee.name = 'newCall'; });
              return root.toSource();
            };
            """;

    @TempDir Path temp;
    private Project project;

    @BeforeEach
    void project() throws Exception {
        Project.needs("npx");
        project =
                new Project(temp)
                        .write("package.json", "{\"name\":\"shop\",\"version\":\"1.0.0\"}\n")
                        .write("codemods/rename.js", RENAME + "const never = () => oldCall();\n")
                        .write("src/a.js", "const a = oldCall(1);\n")
                        .write("src/b.ts", "const b = <number>oldCall(2);\n")
                        .write("src/c.tsx", "const c = <div>{oldCall(3) as number}</div>;\n")
                        .write("lib/d.mjs", "export const d = other(4);\n")
                        .write("node_modules/codemods/rename.js", RENAME)
                        .write(".gitignore", "node_modules/\n")
                        .commit();
    }

    private Result run(String transform, String... paths) throws IOException {
        return new Jscodeshift("jscodeshift:" + transform, transform, List.of(paths))
                .rewrite(project.at());
    }

    @Test
    void rewritesWhatGitTracksWithTheParserOfEach() throws Exception {
        project.write("src/untracked.js", "oldCall(");
        Result rewritten = run("codemods/rename.js");
        assertThat(rewritten.good()).as(rewritten.note()).isTrue();
        assertThat(rewritten.note()).isEqualTo("rewrote 3 files");
        assertThat(project.read("src/c.tsx"))
                .isEqualTo("const c = <div>{newCall(3) as number}</div>;\n");
        assertThat(project.read("codemods/rename.js")).endsWith("oldCall();\n");
        assertThat(project.staged()).containsExactly("M\tsrc/a.js", "M\tsrc/b.ts", "M\tsrc/c.tsx");

        assertThat(run("codemods/rename.js").note()).isEqualTo("nothing to do");
    }

    @Test
    void canBeOfAPackageAndForSomeFilesOnly() throws Exception {
        assertThat(run("codemods/no-such.js").note())
                .isEqualTo("there is no codemods/no-such.js in the project or its node_modules");
        project.git("rm", "-q", "-r", "codemods");
        Result rewritten = run("codemods/rename.js", "lib", "src/*.ts");
        assertThat(rewritten.good()).as(rewritten.note()).isTrue();
        assertThat(rewritten.note()).isEqualTo("rewrote 1 file");
        assertThat(run("codemods/rename.js", "docs").note())
                .isEqualTo("git tracks no JavaScript or TypeScript file in docs");
    }

    @Test
    void whatItCannotReadIsNoSuccess() throws Exception {
        project.write("src/bad.js", "oldCall(").commit();
        Result failed = run("codemods/rename.js", "src");
        assertThat(failed.good()).isFalse();
        assertThat(failed.note())
                .contains("looked at 2 of 2 files: ERR", "src/bad.js", "Unexpected token");
    }

    @Test
    void aTransformThatCannotBeLoadedIsNoSuccess() throws Exception {
        project.write("codemods/broken.js", "module.exports = (").commit();
        Result failed = run("codemods/broken.js", "src", "lib");
        assertThat(failed.good()).isFalse();
        assertThat(failed.note()).contains("looked at 0 of 2 files: SyntaxError");
    }

    @Test
    void withoutARegistryNothingIsSaidOfTheTransform() {
        Map<String, String> nowhere =
                Map.of(
                        "npm_config_registry", "http://127.0.0.1:1/",
                        "npm_config_cache", temp.resolve("cache").toString(),
                        "npm_config_fetch_retries", "0");
        Jscodeshift recipe = new Jscodeshift("jscodeshift:x", "codemods/rename.js", List.of());
        assertThatThrownBy(() -> recipe.rewrite(project.at(nowhere)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("jscodeshift@17.4.0");
    }
}
