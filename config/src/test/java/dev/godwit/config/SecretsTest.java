package dev.godwit.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir Path folder;

    @Test
    void resolvesVariablesFilesAndEscapes() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "from file \n");
        Secrets secrets = new Secrets(Map.of("A", "1$1", "B", "${A}"));

        assertThat(secrets.resolve("x ${A} y")).isEqualTo("x 1$1 y");
        assertThat(secrets.resolve("${file:" + file + "}")).isEqualTo("from file ");
        assertThat(secrets.resolve("$${A} $ $$ {A}")).isEqualTo("${A} $ $$ {A}");
        assertThat(secrets.resolve("${B}")).as("not resolved again").isEqualTo("${A}");
    }

    @Test
    void namesTheMissingVariableAndNoValueOfAnother() {
        Secrets secrets = new Secrets(Map.of("PRESENT", "hunter2"));

        assertThatThrownBy(() -> secrets.resolve("${PRESENT}${ABSENT}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("ABSENT is not set")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void namesTheUnreadableFileAndNoneOfItsContent() throws IOException {
        Path file = Files.write(folder.resolve("secret"), new byte[] {'h', (byte) 0xff, 'u'});
        Secrets secrets = new Secrets(Map.of());

        assertThatThrownBy(() -> secrets.resolve("${file:" + file + "}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(file.toString())
                .hasNoCause();
    }
}
