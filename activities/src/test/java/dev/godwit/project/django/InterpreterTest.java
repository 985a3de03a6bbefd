package dev.godwit.project.django;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.project.ProjectFailure;
import dev.godwit.project.ecosystem.Workplace;
import dev.godwit.project.process.Sandbox;
import dev.godwit.project.python.Packages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real pip, with a Django that is none. */
@Tag("slow")
class InterpreterTest {

    @TempDir Path temp;

    private String open(Packages packages) throws IOException {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.keySet().removeIf(name -> name.startsWith("PIP_") || name.startsWith("UV_"));
        environment.put("PIP_CONFIG_FILE", "/dev/null");
        environment.put("PIP_INDEX_URL", packages.url());
        environment.put("PIP_NO_CACHE_DIR", "1");
        Workplace at =
                new Workplace(
                        temp.resolve("shop"),
                        temp.resolve("logs"),
                        List.of(),
                        Duration.ofMinutes(3),
                        new Sandbox(environment),
                        () -> {});
        return DjangoProject.open(at, temp.resolve("kept"), Map.of()).django();
    }

    private List<Path> kept() throws IOException {
        try (Stream<Path> venvs = Files.list(temp.resolve("kept/venvs"))) {
            return venvs.toList();
        }
    }

    @Test
    void makesAnEnvironmentAndKeepsItWhileTheProjectAsksForTheSame() throws Exception {
        Path shop = Files.createDirectories(temp.resolve("shop/backend"));
        Files.writeString(shop.resolve("manage.py"), "");
        Path requirements = shop.resolve("requirements.txt");
        Files.writeString(requirements, "django==5.2.1\n");
        try (Packages packages = new Packages()) {
            for (String version : List.of("3.2.1", "5.2.1")) {
                String code = "def get_version(): return '%s'\n".formatted(version);
                packages.publish("django", version, code, "");
            }
            assertThat(open(packages)).isEqualTo("5.2.1");
        }
        try (Packages empty = new Packages()) {
            assertThat(open(empty)).as("nothing is fetched").isEqualTo("5.2.1");
            assertThat(kept()).hasSize(1);
            Files.writeString(requirements, "django==5.2.2\n");
            assertThatThrownBy(() -> open(empty))
                    .isInstanceOfSatisfying(
                            ProjectFailure.class,
                            failure -> assertThat(failure.problem().code()).isEqualTo("GW-763"));
            assertThat(kept()).as("nothing half made is left").hasSize(1);
        }
        assertThat(shop).isDirectoryNotContaining("glob:**venv*");
    }
}
