package dev.godwit.postgres.script;

import dev.godwit.postgres.TestPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * A project with Prisma, and Prisma's real command line. Its schema engine is a native program that
 * Prisma downloads; where it cannot, a stand-in of the same protocol is backed by Prisma's own
 * engine in WebAssembly (see the notice in resources/dev/godwit/prisma).
 */
final class PrismaCli {

    /** One of the versions that are tried. @param engine of the stand-in */
    enum Version {
        SEVEN(
                "7.10.1",
                "7.10.0",
                "8.1.0-2.59be4fda12412a79eeb9c2ae727b6aa723593323",
                "schema-engine"),
        SIX(
                "6.19.3",
                "6.19.3",
                "7.1.1-3.c2990dca591cba766e3b7ef5d9e8a84796e47ab7",
                "schema-engine"),
        FIVE(
                "5.22.0",
                "6.19.3",
                "7.1.1-3.c2990dca591cba766e3b7ef5d9e8a84796e47ab7",
                "schema-engine-5");

        private final String cli;
        private final String utilities;
        private final String wasm;
        private final String engine;

        Version(String cli, String utilities, String wasm, String engine) {
            this.cli = cli;
            this.utilities = utilities;
            this.wasm = wasm;
            this.engine = engine;
        }

        private String adapter() {
            return cli.startsWith("7") ? cli : "6.19.3";
        }
    }

    /** How it ended. */
    record Ended(int exit, String said) {}

    private final Version version;
    private final Path programs;
    private final Path project;
    private final TestPostgres target;

    PrismaCli(Version version, TestPostgres target) throws IOException {
        this.version = version;
        this.programs = Path.of("target", "prisma-" + version.cli).toAbsolutePath();
        this.target = target;
        install();
        // Packages are looked for beside a project and above it.
        this.project = Files.createTempDirectory(programs, "project");
        Files.createDirectories(project.resolve("prisma/migrations"));
        Files.writeString(
                project.resolve("prisma/migrations/migration_lock.toml"),
                "provider = \"postgresql\"\n");
        if (version == Version.SEVEN) {
            Files.writeString(
                    project.resolve("prisma.config.ts"),
                    """
                    import { defineConfig } from 'prisma/config'
                    export default defineConfig({
                      schema: 'prisma/schema.prisma',
                      migrations: { path: 'prisma/migrations' },
                      datasource: { url: process.env.DATABASE_URL! },
                    })
                    """);
        }
    }

    private void install() throws IOException {
        Path done = programs.resolve("installed");
        if (Files.exists(done)) {
            return;
        }
        Files.createDirectories(programs);
        Files.writeString(programs.resolve("package.json"), "{\"private\":true}");
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "npm",
                                "install",
                                "--no-audit",
                                "--no-fund",
                                "--ignore-scripts",
                                "prisma@" + version.cli,
                                "@prisma/schema-engine-wasm@" + version.wasm,
                                "@prisma/adapter-pg@" + version.adapter(),
                                "@prisma/driver-adapter-utils@" + version.utilities,
                                "pg@8.16.3"));
        try {
            Ended ended = run(command, programs, Map.of());
            Assertions.assertEquals(0, ended.exit(), ended.said());
        } catch (IOException missing) {
            String sentence = "npm is not here: Prisma's own command line is not tried";
            if ("required".equals(System.getProperty("godwit.tools"))) {
                Assertions.fail(sentence, missing);
            }
            Assumptions.abort(sentence);
        }
        try (InputStream engine =
                PrismaCli.class.getResourceAsStream("/dev/godwit/prisma/" + version.engine)) {
            Path file = programs.resolve("schema-engine");
            Files.write(file, Objects.requireNonNull(engine).readAllBytes());
            Files.setPosixFilePermissions(
                    file, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Files.writeString(done, "");
    }

    /** The models, as the schema file has them. */
    void models(String models) throws IOException {
        String url = version == Version.SEVEN ? "" : "  url = env(\"DATABASE_URL\")\n";
        Files.writeString(
                project.resolve("prisma/schema.prisma"),
                "datasource db {\n  provider = \"postgresql\"\n%s}\n%s".formatted(url, models));
    }

    /** A migration's directory. */
    void migration(String name, String sql) throws IOException {
        Path folder = project.resolve("prisma/migrations").resolve(name);
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("migration.sql"), sql);
    }

    /** A migration that another branch has, and this one has not. */
    void withdraw(String name) throws IOException {
        Path folder = project.resolve("prisma/migrations").resolve(name);
        Files.delete(folder.resolve("migration.sql"));
        Files.delete(folder);
    }

    /** The texts of the folder of migrations, as a worker reads them. */
    Map<String, String> texts() throws IOException {
        Path folder = project.resolve("prisma/migrations");
        Map<String, String> texts = new java.util.TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.put(folder.relativize(file).toString(), Files.readString(file));
            }
        }
        return texts;
    }

    /** Runs it. */
    Ended run(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add("node");
        command.add(programs.resolve("node_modules/prisma/build/index.js").toString());
        command.addAll(List.of(arguments));
        Map<String, String> variables = new java.util.HashMap<>(variables());
        variables.put(
                "DATABASE_URL",
                "postgresql://postgres@localhost:%d/%s".formatted(target.port(), target.name()));
        return run(command, project, variables);
    }

    /** The folder of the project. */
    Path project() {
        return project;
    }

    /** What lets Prisma find the stand-in. */
    Map<String, String> variables() throws IOException {
        Path library = programs.resolve("no-library");
        Files.writeString(library, "");
        return Map.of(
                "PRISMA_SCHEMA_ENGINE_BINARY",
                programs.resolve("schema-engine").toString(),
                "PRISMA_QUERY_ENGINE_LIBRARY",
                library.toString(),
                "CHECKPOINT_DISABLE",
                "1",
                "PRISMA_HIDE_UPDATE_MESSAGE",
                "1");
    }

    private static Ended run(List<String> command, Path folder, Map<String, String> variables)
            throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(variables);
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            return new Ended(process.waitFor(), said);
        } catch (InterruptedException interrupted) {
            throw new IOException(interrupted);
        }
    }
}
