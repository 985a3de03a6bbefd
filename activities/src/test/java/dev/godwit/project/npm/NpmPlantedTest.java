package dev.godwit.project.npm;

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

/** Real npm; what compiles is what Node.js can link: an import of what is gone cannot. */
class NpmPlantedTest extends PlantedBreakages {

    @TempDir static Path shared;
    private static Registry registry;

    @BeforeAll
    static void publish() throws Exception {
        registry = new Registry(shared);
        registry.publish("godwit-left", "1.0.0", "exports.value = 1", "{}");
        registry.publish("godwit-left", "1.1.0", "exports.value = 1", "{}");
        registry.publish("godwit-left", "2.0.0", "exports.value = 2", "{}");
        registry.publish("godwit-left", "3.0.0", "exports.amount = 1", "{}");
        registry.publish("godwit-right", "1.0.0", "exports.value = 1", "{}");
        registry.publish(
                "godwit-right",
                "2.0.0",
                "exports.value = 0",
                "{\"peerDependencies\":{\"godwit-left\":\"^2.0.0\"}}");
    }

    @AfterAll
    static void close() {
        registry.close();
    }

    @Override
    protected Ecosystem ecosystem() {
        return new Npm();
    }

    @Override
    protected Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("npm_config_registry", registry.url());
        environment.put("npm_config_prefer_online", "true");
        return environment;
    }

    @Override
    protected void project(Path folder, int sum) throws IOException {
        Files.writeString(
                folder.resolve("package.json"),
                """
                {"name": "shop", "version": "1.0.0", "type": "module",
                 "scripts": {"build": "node sum.js", "test": "node test.js"},
                 "dependencies": {"godwit-left": "^1.0.0", "godwit-right": "^1.0.0"}}
                """);
        Files.writeString(
                folder.resolve("sum.js"),
                """
                import { value as left } from 'godwit-left';
                import { value as right } from 'godwit-right';
                export const sum = left + right;
                """);
        Files.writeString(
                folder.resolve("test.js"),
                "import { sum } from './sum.js';\nif (sum !== %d) process.exit(1);\n"
                        .formatted(sum));
    }

    @Override
    protected void flaky(Path folder, Path marker) throws IOException {
        Files.writeString(
                folder.resolve("test.js"),
                """
                import { existsSync, writeFileSync } from 'node:fs';
                if (!existsSync('%1$s')) { writeFileSync('%1$s', ''); process.exit(1); }
                """
                        .formatted(marker));
    }

    @Override
    protected Move left(String to) {
        return new Move("godwit-left", "^1.0.0", "^" + to);
    }

    @Override
    protected Move right(String to) {
        return new Move("godwit-right", "^1.0.0", "^" + to);
    }

    @Override
    protected String uncompiled() {
        return "SyntaxError: Named export 'value' not found";
    }
}
