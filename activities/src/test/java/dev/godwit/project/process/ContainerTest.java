package dev.godwit.project.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.godwit.project.ProjectFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real engine, with the image that the worker's own is made of. */
class ContainerTest {

    private static final Runnable GO_ON = () -> {};
    private static final String IMAGE = "eclipse-temurin:25-jre";

    @TempDir Path temp;
    private Path clone;
    private final Map<String, String> environment = new HashMap<>(System.getenv());

    @BeforeEach
    void image() throws Exception {
        assumeTrue(engine("info") == 0, "no Docker Engine answers");
        assumeTrue(
                engine("image", "inspect", IMAGE) == 0 || engine("pull", IMAGE) == 0,
                "there is no image " + IMAGE);
        clone = Files.createDirectories(temp.resolve("clones/shop"));
        environment.put("npm_config_registry", "http://registry.example");
        environment.put("SHOP_PASSWORD", "s3cret");
    }

    private static int engine(String... arguments) throws Exception {
        List<String> command = new java.util.ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException none) {
            return -1;
        }
    }

    private Ended run(String image, String program, String script, Runnable check)
            throws IOException {
        Container container =
                new Container(image, "godwit-test_shop", temp.resolve("home"), List.of(clone));
        return new Sandbox(environment)
                .in(container)
                .run(
                        new Invocation(
                                List.of(program, "-c", script),
                                clone,
                                Map.of("CI", "1"),
                                true,
                                temp.resolve("logs/test.log"),
                                Duration.ofMinutes(1)),
                        check);
    }

    @Test
    void seesTheCloneAndItsVariablesAndNothingElse() throws Exception {
        Files.writeString(clone.resolve("here.txt"), "here\n");
        Ended ended =
                run(
                        IMAGE,
                        "sh",
                        "read l < here.txt; echo $l $CI $npm_config_registry [$SHOP_PASSWORD]"
                                + " [$DOCKER_HOST]; echo made > made.txt; [ -e %s ] || echo alone"
                                        .formatted(temp.resolve("logs")),
                        GO_ON);
        assertThat(ended.text()).isEqualTo("here 1 http://registry.example [] []\nalone\n");
        assertThat(ended.good()).isTrue();
        assertThat(Files.readString(clone.resolve("made.txt"))).isEqualTo("made\n");
        assertThat(Files.getOwner(clone.resolve("made.txt"))).isEqualTo(Files.getOwner(clone));
        assertThat(run(IMAGE, "sh", "exit 3", GO_ON).exit()).isEqualTo(3);
    }

    @Test
    void endsWithWhoeverWantedIt() throws Exception {
        assertThatThrownBy(
                        () ->
                                run(
                                        IMAGE,
                                        "sh",
                                        "echo > begun; while true; do :; done",
                                        () -> {
                                            if (Files.exists(clone.resolve("begun"))) {
                                                throw new IllegalStateException("aborted");
                                            }
                                        }))
                .hasMessage("aborted");
        assertThat(engine("inspect", "godwit-test_shop")).isNotZero();
    }

    @Test
    void takesThePlaceOfOneThatAKilledWorkerLeft() throws Exception {
        assertThat(
                        engine(
                                "run",
                                "-d",
                                "--name=godwit-test_shop",
                                IMAGE,
                                "sh",
                                "-c",
                                "while true; do :; done"))
                .isZero();
        assertThat(run(IMAGE, "sh", "echo mine", GO_ON).text()).isEqualTo("mine\n");
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> run(IMAGE, "npm", "", GO_ON))
                .isInstanceOf(ProjectFailure.class)
                .hasMessageContaining("no program npm");
        assertThatThrownBy(() -> run("localhost/godwit-nowhere:1", "sh", "", GO_ON))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> run("No/Image", "sh", "", GO_ON))
                .isInstanceOf(ProjectFailure.class)
                .hasMessageContaining("no image No/Image");
    }
}
