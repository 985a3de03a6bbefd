package dev.godwit.project.python;

import dev.godwit.project.ecosystem.Ecosystem;
import dev.godwit.project.ecosystem.Move;
import dev.godwit.project.planted.PlantedBreakages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Real pip; what compiles is what Python can import. */
class PythonPlantedTest extends PlantedBreakages {

    private static Packages packages;

    @BeforeAll
    static void publish() throws Exception {
        packages = new Packages();
        packages.publish("godwit_left", "1.0.0", "value = 1\n", "");
        packages.publish("godwit_left", "1.1.0", "value = 1\n", "");
        packages.publish("godwit_left", "2.0.0", "value = 2\n", "");
        packages.publish("godwit_left", "3.0.0", "amount = 1\n", "");
        packages.publish("godwit_right", "1.0.0", "value = 1\n", "");
        packages.publish(
                "godwit_right", "2.0.0", "value = 0\n", "Requires-Dist: godwit-left>=2,<3\n");
    }

    @TempDir static Path tools;

    @AfterAll
    static void close() {
        packages.close();
    }

    @Override
    protected Ecosystem ecosystem() {
        return new Python(tools);
    }

    @Override
    protected Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.keySet().removeIf(name -> name.startsWith("PIP_") || name.startsWith("UV_"));
        environment.put("PIP_INDEX_URL", packages.url());
        environment.put("PIP_NO_CACHE_DIR", "1");
        return environment;
    }

    @Override
    protected void project(Path folder, int sum) throws IOException {
        Files.writeString(
                folder.resolve("requirements.txt"), "godwit-left==1.0.0\ngodwit-right==1.0.0\n");
        Files.writeString(
                folder.resolve("test_shop.py"),
                """
                import unittest
                from godwit_left import value as left
                from godwit_right import value as right
                class Sum(unittest.TestCase):
                    def test_sum(self):
                        self.assertEqual(left + right, %d)
                """
                        .formatted(sum));
    }

    @Override
    protected void flaky(Path folder, Path marker) throws IOException {
        Files.writeString(
                folder.resolve("test_shop.py"),
                """
                import pathlib, unittest
                class Once(unittest.TestCase):
                    def test_marker(self):
                        marker = pathlib.Path('%s')
                        there = marker.exists()
                        marker.touch()
                        self.assertTrue(there)
                """
                        .formatted(marker));
    }

    @Override
    protected Move left(String to) {
        return new Move("godwit-left", "==1.0.0", "==" + to);
    }

    @Override
    protected Move right(String to) {
        return new Move("godwit-right", "==1.0.0", "==" + to);
    }

    @Override
    protected String uncompiled() {
        return "ImportError: cannot import name 'value'";
    }
}
