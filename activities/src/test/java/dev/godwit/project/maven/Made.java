package dev.godwit.project.maven;

import dev.godwit.project.process.Sandbox;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Artifacts that do not exist anywhere else. */
final class Made {

    static final String G = "dev.godwit.made:";

    private Made() {}

    static void publish(Repository repository) throws Exception {
        String one = "public class Left { public static int value() { return 1; } }";
        for (String version : List.of("1.0.0", "1.1.0", "2.0.0-beta1", "20040902", "4.0-RC1")) {
            repository.jar(G + "left", version, "Left", one);
        }
        repository.jar(G + "left", "2.0.0", "Left", one.replace("return 1", "return 2"));
        repository.jar(G + "left", "3.0.0", "Left", one.replace("value", "amount"));
        repository.moved(G + "left", "1.2.0", "elsewhere");
        for (String twin : List.of("one-twin", "two-twin")) {
            repository.jar(G + twin, "1.0.0", "Twin", "public class Twin {}");
            repository.jar(G + twin, "1.1.0", "Twin", "public class Twin {}");
        }
        repository.jar(G + "two-twin", "1.5.0", "Twin", "public class Twin {}");
        repository.jar(G + "ranged", "1.0.0", "Ranged", "public class Ranged {}");
        String junit = managing("org.junit.jupiter", "junit-jupiter", "6.1.3");
        for (String version : List.of("1.0.0", "1.1.0")) {
            repository.jar(G + "listed", version, "Listed", "public class Listed {}");
            repository.jar(G + "made-maven-plugin", version, "Made", "public class Made {}");
            repository.pom(
                    G + "list", version, "pom", managing("dev.godwit.made", "listed", version));
            repository.pom(
                    G + "other-list",
                    version,
                    "pom",
                    managing("dev.godwit.made", "listed", version));
            repository.pom(G + "above", version, "pom", plugins() + junit);
        }
    }

    static void mavenIsThere() {
        boolean there = new Sandbox(System.getenv()).find("mvn").isPresent();
        String sentence = "mvn is not on the PATH: Maven projects are not tested";
        if (!there && "required".equals(System.getProperty("godwit.tools"))) {
            Assertions.fail(sentence);
        }
        Assumptions.assumeTrue(there, sentence);
    }

    private static String managing(String group, String artifact, String version) {
        return """
        <dependencyManagement><dependencies><dependency><groupId>%s</groupId>
        <artifactId>%s</artifactId><version>%s</version>
        </dependency></dependencies></dependencyManagement>
        """
                .formatted(group, artifact, version);
    }

    /** The versions that Godwit's own build uses: they are in the local repository already. */
    private static String plugins() {
        return Map.of(
                        "compiler", "3.14.1",
                        "surefire", "3.6.1",
                        "resources", "3.3.1",
                        "jar", "3.4.2")
                .entrySet()
                .stream()
                .map(
                        one ->
                                "<plugin><artifactId>maven-%s-plugin</artifactId><version>%s</version></plugin>"
                                        .formatted(one.getKey(), one.getValue()))
                .collect(
                        Collectors.joining(
                                "",
                                "<build><pluginManagement><plugins>",
                                "</plugins></pluginManagement></build>"));
    }
}
