package dev.godwit.project.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.project.ecosystem.Move;
import dev.godwit.project.ecosystem.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requirements that real pip-compile and real uv have compiled, and compile again. */
class CompiledTest {

    private static final Move LEFT = new Move("godwit-left", "==1.0.0", "==1.4.0");

    @TempDir static Path tools;
    @TempDir Path temp;
    private Shop shop;

    @BeforeEach
    void open() throws IOException {
        shop = new Shop(temp, tools);
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

    private void moved(Move... moves) throws IOException {
        Result result = shop.python.bump(shop.at(), List.of(moves));
        assertThat(result.good()).as(result.note()).isTrue();
        Result tested = shop.python.test(shop.at());
        assertThat(tested.good()).as(tested.note()).isTrue();
    }

    @Test
    @Tag("slow")
    void movesThePinOfWhatIsDeclaredWithoutAVersion() throws Exception {
        shop.write("requirements.in", "godwit-left  # the left one\ngodwit_right>=1.0,<2\n");
        shop.run(shop.pipCompile(), "--no-emit-options", "--strip-extras", "requirements.in");
        String before = shop.read("requirements.txt");
        newer();
        assertThat(shop.rungs("godwit-left")).containsExactly("==1.4.0", "==2.0.0 major");
        assertThat(shop.rungs("godwit-right")).containsExactly("==1.4.0", "==2.0.0 major");

        moved(LEFT);
        assertThat(shop.read("requirements.in"))
                .isEqualTo("godwit-left  # the left one\ngodwit_right>=1.0,<2\n");
        assertThat(shop.read("requirements.txt"))
                .isEqualTo(before.replace("left==1.0.0", "left==1.4.0"))
                .doesNotContain(shop.packages.url());

        moved(new Move("godwit-right", "==1.4.0", "==2.0.0"));
        assertThat(shop.read("requirements.in")).contains("godwit_right>=2.0.0,<3");
        assertThat(shop.read("requirements.txt"))
                .isEqualTo(
                        before.replace("left==1.0.0", "left==1.4.0")
                                .replace("right==1.0.0", "right==2.0.0"));
    }

    @Tag("slow")
    @Test
    void keepsHashesAndOptionsThatTheFileHas() throws Exception {
        shop.write("requirements.in", "godwit-left\ngodwit_right==1.0.0\n");
        shop.run(shop.pipCompile(), "--generate-hashes", "requirements.in");
        String before = shop.read("requirements.txt");
        assertThat(before).contains("--index-url " + shop.packages.url(), "--hash=sha256:");
        newer();
        assertThat(shop.python.install(shop.at()).good()).isTrue();
        moved(LEFT, new Move("godwit-right", "==1.0.0", "==1.4.0"));
        String after = shop.read("requirements.txt");
        assertThat(after)
                .contains("godwit-left==1.4.0 \\\n    --hash=sha256:")
                .contains("--index-url " + shop.packages.url() + "\n")
                .startsWith(before.substring(0, before.indexOf("godwit-left")));
        assertThat(shop.read("requirements.in")).isEqualTo("godwit-left\ngodwit_right==1.4.0\n");

        shop.write("requirements.txt", after.replaceAll("sha256:[0-9a-f]{8}", "sha256:00000000"));
        Result forged = shop.python.install(shop.at());
        assertThat(forged.good()).isFalse();
        assertThat(forged.note()).contains("HASHES");
    }

    @Test
    @Tag("slow")
    void compilesByUvWhatUvHasCompiled() throws Exception {
        shop.write("deps.in", "godwit-left\ngodwit_right\n");
        List<String> uv = shop.uv();
        shop.run(uv, "pip", "compile", "-q", "deps.in", "-o", "deps.txt", "--generate-hashes");
        String before = shop.read("deps.txt");
        newer();
        assertThat(shop.rungs("godwit-left")).containsExactly("==1.4.0", "==2.0.0 major");
        moved(LEFT);
        assertThat(shop.read("deps.txt"))
                .contains("godwit-left==1.4.0", "godwit-right==1.0.0", "--hash=")
                .startsWith(before.substring(0, before.indexOf("godwit-left")));
    }

    @Test
    @Tag("slow")
    void compilesLayersInTheirOrder() throws Exception {
        shop.packages.publish(
                "godwit_tests", "1.0.0", "side = ''\n", "Requires-Dist: godwit-left\n");
        shop.write("requirements/zbase.in", "godwit-left\n");
        shop.write("requirements/dev.in", "-c zbase.txt\ngodwit-tests\ngodwit-right==1.0.0\n");
        for (String layer : List.of("zbase", "dev")) {
            shop.run(
                    shop.pipCompile(),
                    "--no-emit-options",
                    "--output-file=requirements/%s.txt".formatted(layer),
                    "requirements/%s.in".formatted(layer));
        }
        newer();
        moved(LEFT);
        assertThat(shop.read("requirements/zbase.txt")).contains("godwit-left==1.4.0");
        assertThat(shop.read("requirements/dev.txt"))
                .contains("godwit-left==1.4.0", "godwit-right==1.0.0", "godwit-tests==1.0.0");
        assertThat(shop.rungs("godwit-tests")).isEmpty();
    }

    @Test
    @Tag("slow")
    void saysWhoCannotBeTogether() throws Exception {
        shop.write("requirements.in", "godwit-left==1.0.0\ngodwit-right\n");
        shop.run(shop.pipCompile(), "--no-emit-options", "requirements.in");
        shop.packages.publish(
                "godwit_right", "2.0.0", "side = 'right'\n", "Requires-Dist: godwit-left>=2\n");
        shop.packages.publish("godwit_left", "2.0.0", "side = 'left'\n", "");
        Move right = new Move("godwit-right", "==1.0.0", "==2.0.0");
        String compiled = shop.read("requirements.txt");
        Result alone = shop.python.bump(shop.at(), List.of(right));
        assertThat(alone.good()).isFalse();
        assertThat(alone.note()).startsWith("compiling requirements.txt: ");
        assertThat(alone.conflict()).contains("godwit-left", "godwit-right");
        assertThat(shop.read("requirements.txt")).isEqualTo(compiled);
        moved(right, new Move("godwit-left", "==1.0.0", "==2.0.0"));
    }

    @Test
    void leavesAloneWhatItCannotRenew() throws Exception {
        shop.write("requirements.in", "godwit-left\ngodwit-right\n");
        shop.run(shop.pipCompile(), "--no-emit-options", "requirements.in");
        String compiled = shop.read("requirements.txt");
        newer();
        shop.write("requirements.in", "godwit-left>=1.4\ngodwit-right\n");
        assertThat(shop.candidate("godwit-right").skipped())
                .isEqualTo(
                        "requirements.txt cannot be renewed: it is not what requirements.in asks"
                                + " for (godwit-left 1.0.0 is not >=1.4): compile it first");
        shop.write("requirements.in", "godwit-left\ngodwit-right\n");
        String command = "pip-compile --no-emit-options requirements.in";
        assertThat(compiled).contains(command);
        shop.write("requirements.txt", compiled.replace(command, "make requirements"));
        assertThat(shop.candidate("godwit-left").skipped())
                .contains("written by make requirements, which Godwit does not run");
        shop.write(
                "requirements.txt",
                compiled.replace(command, "pip-compile --pip-args='--pre' requirements.in"));
        assertThat(shop.candidate("godwit-left").skipped())
                .contains("compiled with --pip-args, which is not taken over");
        shop.write("requirements.txt", compiled.replaceAll("with Python \\S+", "with Python 3.2"));
        assertThat(shop.candidate("godwit-left").skipped()).contains("compiled for Python 3.2");
    }
}
