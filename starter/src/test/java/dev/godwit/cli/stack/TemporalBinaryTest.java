package dev.godwit.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporalBinaryTest {

    @TempDir Path folder;

    @Test
    void theFirstOneOfThePathThatIsNewEnoughIsTaken() throws Exception {
        program("old", "temporal version 1.1.0 (Server 1.24.2, UI 2.28.0)");
        Path fit = program("new", "temporal version 1.5.1 (Server 1.29.1, UI 2.42.1)");

        assertThat(binary("old:new").get()).isEqualTo(fit);
    }

    @Test
    void oneBuiltFromSourceIsKnownByTheServerInside() throws Exception {
        Path built = program("go", "temporal version 0.0.0-DEV (Server 1.29.1, UI 2.42.1)");
        assertThat(binary("go").get()).isEqualTo(built);

        program("ancient", "temporal version 0.0.0-DEV (Server 1.20.0, UI 2.42.1)");
        assertThatThrownBy(() -> binary("ancient").get()).isInstanceOf(StackFailure.class);
    }

    @Test
    void whereThereIsNoneAndNoneCanBeGotTheChoicesAreNamed() throws Exception {
        program("other", "I am something else");
        assertThatThrownBy(() -> binary("other").get())
                .isInstanceOfSatisfying(
                        StackFailure.class,
                        failure -> {
                            assertThat(failure.code()).startsWith("GW-5");
                            assertThat(failure.next())
                                    .containsIgnoringCase("temporal")
                                    .containsIgnoringCase("go");
                        });
    }

    @Test
    void aNamedProgramThatCannotBeUsedIsNotReplacedByAnother() throws Exception {
        program("new", "temporal version 1.5.1 (Server 1.29.1, UI 2.42.1)");
        Map<String, String> environment =
                Map.of(
                        "PATH",
                        folder.resolve("new").toString(),
                        "GODWIT_TEMPORAL",
                        folder.resolve("nowhere").toString(),
                        "HOME",
                        folder.toString());
        assertThatThrownBy(
                        () ->
                                new TemporalBinary(environment, folder.resolve("home"), words -> {})
                                        .get())
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("GODWIT_TEMPORAL");
    }

    private TemporalBinary binary(String path) {
        List<String> folders = new ArrayList<>();
        for (String name : path.split(":")) {
            folders.add(folder.resolve(name).toString());
        }
        Map<String, String> environment =
                Map.of("PATH", String.join(":", folders), "HOME", folder.toString());
        // Nothing listens there: what cannot be downloaded must end in words, not in a stand-in.
        TemporalDownload nowhere =
                new TemporalDownload(URI.create("http://127.0.0.1:9/"), environment);
        return new TemporalBinary(environment, folder.resolve("home"), nowhere, words -> {});
    }

    private Path program(String name, String version) throws IOException {
        Path file = Files.createDirectories(folder.resolve(name)).resolve("temporal");
        Files.writeString(file, "#!/bin/sh\necho '" + version + "'\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}
