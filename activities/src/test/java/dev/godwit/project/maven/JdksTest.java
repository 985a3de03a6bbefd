package dev.godwit.project.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.project.maven.pom.Reactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdksTest {

    @TempDir Path temp;

    private void jdk(String name, String version) throws IOException {
        Path home = temp.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        assertThat(Files.createFile(home.resolve("bin/javac")).toFile().setExecutable(true))
                .isTrue();
    }

    @Test
    void takesTheOldestThatIsNewEnough() throws Exception {
        jdk("eight", "1.8.0_402");
        jdk("old", "17.0.15");
        jdk("mid", "21.0.8");
        jdk("new", "25.0.3");
        Files.createDirectory(temp.resolve("none"));
        Jdks jdks = new Jdks(List.of(temp, temp.resolve("missing")));
        assertThat(jdks.all().stream().map(Jdks.Jdk::major)).contains(8, 17, 21, 25).hasSize(4);
        assertThat(jdks.atLeast(18).map(Jdks.Jdk::home)).contains(temp.resolve("mid"));
        assertThat(jdks.atLeast(26)).isEmpty();
    }

    private Optional<Integer> asked(String pom) throws IOException {
        Files.writeString(temp.resolve("pom.xml"), "<project>" + pom + "</project>");
        return JavaVersions.asked(Reactor.read(temp));
    }

    @Test
    void readsWhatAProjectAsksFor() throws Exception {
        assertThat(asked("")).isEmpty();
        assertThat(asked("<properties><java.version>1.8</java.version></properties>")).contains(8);
        assertThat(
                        asked(
                                "<properties><java.version>17</java.version></properties><build><plugins>"
                                        + "<plugin><artifactId>maven-compiler-plugin</artifactId><configuration>"
                                        + "<release>21</release><target>${java.version}</target>"
                                        + "</configuration></plugin></plugins></build>"))
                .contains(21);
        Files.writeString(temp.resolve(".java-version"), "temurin-24.0.1\n");
        assertThat(asked("")).contains(24);
        Files.writeString(temp.resolve(".sdkmanrc"), "# here\njava=25.0.1-tem\nmaven=3.9.9\n");
        assertThat(asked("")).contains(25);
    }
}
