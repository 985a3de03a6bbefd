package dev.godwit.project.python;

import dev.godwit.project.ecosystem.Candidate;
import dev.godwit.project.ecosystem.Workplace;
import dev.godwit.project.process.Ended;
import dev.godwit.project.process.Sandbox;
import dev.godwit.project.python.declared.Specifier;
import dev.godwit.project.python.program.Tool;
import dev.godwit.project.python.program.Venv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** A project in a folder, with an index of its own, and the real programs to compile it with. */
final class Shop implements AutoCloseable {

    final Packages packages = new Packages();
    final Path folder;
    final Python python;
    private final Path temp;
    private final Path tools;

    /**
     * @param tools folder that pip-tools and uv are installed in, once for many shops
     */
    Shop(Path temp, Path tools) throws IOException {
        this.temp = temp;
        this.tools = tools;
        folder = Files.createDirectories(temp.resolve("shop"));
        python = new Python(tools);
        packages.publish("godwit_left", "1.0.0", "side = 'left'\n", "");
        packages.publish("godwit_right", "1.0.0", "side = 'right'\n", "");
        write(
                "test_shop.py",
                """
                import unittest, godwit_left, godwit_right
                class Sides(unittest.TestCase):
                    def test_sides(self):
                        self.assertEqual(godwit_left.side + godwit_right.side, 'leftright')
                """);
    }

    void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    String read(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    Workplace at() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.keySet().removeIf(name -> name.startsWith("PIP_") || name.startsWith("UV_"));
        environment.put("PIP_CONFIG_FILE", "/dev/null");
        environment.put("PIP_INDEX_URL", packages.url());
        environment.put("PIP_NO_CACHE_DIR", "1");
        environment.put("UV_DEFAULT_INDEX", packages.url());
        environment.put("UV_NO_CACHE", "1");
        return workplace(environment);
    }

    private Workplace workplace(Map<String, String> environment) {
        return new Workplace(
                folder,
                temp.resolve("logs"),
                List.of(),
                Duration.ofMinutes(5),
                new Sandbox(environment),
                () -> {});
    }

    /** The commands of the tool, which comes from the registry that is configured here. */
    List<String> tool(Tool tool) throws IOException {
        boolean there = new Sandbox(System.getenv()).find("python3").isPresent();
        String sentence = "python3 is not on the PATH: " + tool.name() + " is not tested";
        if (!there && "required".equals(System.getProperty("godwit.tools"))) {
            Assertions.fail(sentence);
        }
        Assumptions.assumeTrue(there, sentence);
        Workplace outside = workplace(System.getenv());
        Venv venv = new Venv(outside);
        if (!venv.exists()) {
            venv.create(new Specifier(""), "");
        }
        return tool.find(outside, venv);
    }

    /** Runs a tool as somebody does who works on the project. */
    void run(List<String> tool, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(tool);
        command.addAll(List.of(arguments));
        Ended ended = at().fetch("somebody", Map.of(), command);
        Assertions.assertTrue(ended.good(), ended.text());
    }

    List<String> pipCompile() throws IOException {
        List<String> command = new ArrayList<>(tool(Tool.pipTools(tools)));
        command.add("compile");
        return command;
    }

    List<String> uv() throws IOException {
        return tool(Tool.uv(tools));
    }

    Candidate candidate(String name) throws IOException {
        return python.candidates(at(), Duration.ZERO).stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Where its ladder leads to. */
    List<String> rungs(String name) throws IOException {
        return candidate(name).rungs().stream()
                .map(rung -> rung.move().to() + (rung.major() ? " major" : ""))
                .toList();
    }

    @Override
    public void close() {
        packages.close();
    }
}
