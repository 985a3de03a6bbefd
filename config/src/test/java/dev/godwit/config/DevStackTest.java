package dev.godwit.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevStackTest {

    @TempDir Path folder;

    @Test
    void aStackIsFoundWhileItsTemporalServerLives() throws Exception {
        Process process = new ProcessBuilder("sleep", "60").start();
        try {
            DevStack stack = stack(process.pid());
            stack.write(folder);

            assertThat(DevStack.running(folder)).contains(stack);
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(DevStack.running(folder)).isEmpty();
        assertThat(DevStack.read(folder)).isPresent();

        DevStack.remove(folder);
        assertThat(DevStack.read(folder)).isEmpty();
    }

    @Test
    void aReusedProcessIdIsNotTakenForTheStack() throws IOException {
        long self = ProcessHandle.current().pid();
        DevStack now = stack(self);
        Map<Long, Long> earlier = new HashMap<>(now.started());
        earlier.computeIfPresent(self, (pid, start) -> start - 3_600_000);
        DevStack stale =
                new DevStack(
                        now.temporal(),
                        now.namespace(),
                        now.ui(),
                        self,
                        "",
                        0,
                        0,
                        now.config(),
                        earlier);
        stale.write(folder);

        assertThat(now.process(self)).isPresent();
        assertThat(DevStack.running(folder)).isEmpty();
    }

    @Test
    void onlyItsOwnerMayReadItAndNothingElseIsLeft() throws IOException {
        Path home = folder.resolve("new/home");
        stack(ProcessHandle.current().pid()).write(home);
        stack(ProcessHandle.current().pid()).write(home);

        assertThat(home.toFile().list()).containsExactly("stack.json");
        assertThat(mode(home)).isEqualTo("rwx------");
        assertThat(mode(home.resolve("stack.json"))).isEqualTo("rw-------");
    }

    @Test
    void aFileThatCannotBeReadIsNoStack() throws IOException {
        Files.writeString(folder.resolve("stack.json"), "{");

        assertThat(DevStack.running(folder)).isEmpty();
    }

    @Test
    void homeFollowsTheEnvironment() {
        assertThat(DevStack.home(Map.of("GODWIT_HOME", "/h", "XDG_CACHE_HOME", "/x")))
                .isEqualTo(Path.of("/h"));
        assertThat(DevStack.home(Map.of("XDG_CACHE_HOME", "/x"))).isEqualTo(Path.of("/x/godwit"));
        assertThat(DevStack.home(Map.of()).toString()).endsWith("/.cache/godwit");
    }

    private static DevStack stack(long pid) {
        return DevStack.of(
                "127.0.0.1:7233", "default", "http://127.0.0.1:8233", pid, "", 0, 0, "godwit.yaml");
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
