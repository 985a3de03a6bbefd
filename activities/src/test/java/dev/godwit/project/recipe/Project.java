package dev.godwit.project.recipe;

import dev.godwit.project.ecosystem.Workplace;
import dev.godwit.project.git.Git;
import dev.godwit.project.git.Scratch;
import dev.godwit.project.process.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** A real repository with a project that recipes rewrite. */
final class Project {

    private static final Runnable GO_ON = () -> {};

    private final Path temp;
    private final Sandbox sandbox = new Sandbox(System.getenv());
    private final Git git = new Git(sandbox);
    final Path folder;

    Project(Path temp) throws IOException {
        this.temp = temp;
        folder = Files.createDirectory(temp.resolve("shop"));
        git("init", "-q", "-b", "main");
    }

    /** Skips the test, or fails it where tools are required. */
    static void needs(String program) {
        if (new Sandbox(System.getenv()).find(program).isEmpty()) {
            String sentence = program + " is not on the PATH: recipes were not tried with it";
            if ("required".equals(System.getProperty("godwit.tools"))) {
                Assertions.fail(sentence);
            }
            Assumptions.abort(sentence);
        }
    }

    Project write(String path, String content) throws IOException {
        Files.createDirectories(folder.resolve(path).getParent());
        Files.writeString(folder.resolve(path), content);
        return this;
    }

    String read(String path) throws IOException {
        return Files.readString(folder.resolve(path));
    }

    Project commit() {
        git("add", "-A");
        git("commit", "-q", "-m", "Go on");
        return this;
    }

    String git(String... arguments) {
        return git.ask(folder, GO_ON, arguments);
    }

    /** What a probe would commit by now. */
    List<String> staged() {
        new Scratch(git, folder.toString(), temp, "shop").stage(GO_ON);
        return git("diff", "--cached", "--name-status").lines().sorted().toList();
    }

    Workplace at() {
        return at(Map.of());
    }

    Workplace at(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(System.getenv());
        all.putAll(environment);
        return new Workplace(
                folder,
                temp.resolve("logs"),
                List.of(),
                Duration.ofMinutes(5),
                new Sandbox(all),
                GO_ON);
    }
}
