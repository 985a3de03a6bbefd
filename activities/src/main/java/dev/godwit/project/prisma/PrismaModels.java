package dev.godwit.project.prisma;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.godwit.plan.problem.Problem;
import dev.godwit.project.ProjectFailure;
import dev.godwit.project.ecosystem.Workplace;
import dev.godwit.project.process.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The models of a project with Prisma 5 to 7, which Prisma's own command line compares with a
 * database. The project's packages have to be installed. Every call is a process of its own.
 */
public final class PrismaModels {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String URL = "GODWIT_SCRATCH_URL";
    private static final int DIFFERENT = 2;
    private static final int CONFIGURED = 7;

    private final Workplace at;
    private final Path program;
    private final String version;
    private final Map<String, String> variables;

    private PrismaModels(
            Workplace at, Path program, String version, Map<String, String> variables) {
        this.at = at;
        this.program = program;
        this.version = version;
        this.variables = Map.copyOf(variables);
    }

    /**
     * Finds Prisma among the packages of the project, or of a folder above it.
     *
     * @param variables of the environment that its configuration wants
     * @throws ProjectFailure when it is not installed
     */
    public static PrismaModels open(Workplace at, Map<String, String> variables)
            throws IOException {
        Path project = at.folder().toAbsolutePath().normalize();
        for (Path folder = project; folder != null; folder = folder.getParent()) {
            Path packaged = folder.resolve("node_modules/prisma");
            Path program = packaged.resolve("build/index.js");
            if (Files.isRegularFile(program)) {
                String version =
                        JSON.readTree(Files.readAllBytes(packaged.resolve("package.json")))
                                .path("version")
                                .asText();
                return new PrismaModels(at, program, version, variables);
            }
        }
        throw new ProjectFailure(
                new Problem(
                        "GW-776",
                        "Prisma is not installed in the project",
                        project.getFileName().toString(),
                        "its own command line says what the models are",
                        "install the project's packages on the worker's host: npm ci"));
    }

    /** The version of Prisma. */
    public String version() {
        return version;
    }

    /**
     * What makes of a database what the models say, as {@code prisma migrate diff} writes it; empty
     * when it is that already. Nothing is changed.
     *
     * @throws ProjectFailure when the schema or the configuration cannot be used
     */
    public String missing(Address database) throws IOException {
        Path project = at.folder().toAbsolutePath().normalize();
        Path schema = SchemaFile.find(project);
        Path home = Files.createTempDirectory(Files.createDirectories(at.logs()), ".prisma");
        Path output = home.resolve("diff.sql");
        try {
            List<String> command =
                    new ArrayList<>(List.of("node", program.toString(), "migrate", "diff"));
            if (major() >= CONFIGURED) {
                Path config = home.resolve("prisma.config.ts");
                Files.writeString(config, config(project, schema));
                command.addAll(List.of("--config", config.toString()));
                command.addAll(List.of("--from-config-datasource", "--to-schema"));
            } else {
                Path source = home.resolve("schema.prisma");
                Files.writeString(source, Blocks.of(texts(schema), URL));
                command.addAll(List.of("--from-schema-datasource", source.toString()));
                command.add("--to-schema-datamodel");
            }
            command.add(schema.toString());
            command.addAll(List.of("--script", "--exit-code", "--output", output.toString()));
            Ended ended = at.run("prisma-diff", environment(database), command);
            String said = Files.exists(output) ? Files.readString(output).strip() : "";
            // Its engine may have failed and its command line not have noticed.
            if (ended.tookTooLong() || said.isEmpty()) {
                throw refused(ended, database);
            }
            return switch (ended.exit()) {
                case 0 -> "";
                case DIFFERENT -> said;
                default -> throw refused(ended, database);
            };
        } finally {
            for (String file : List.of("diff.sql", "prisma.config.ts", "schema.prisma")) {
                Files.deleteIfExists(home.resolve(file));
            }
            Files.deleteIfExists(home);
        }
    }

    private int major() {
        return Integer.parseInt(version.replaceFirst("\\D.*", ""));
    }

    private Map<String, String> environment(Address database) {
        Map<String, String> environment = new HashMap<>(variables);
        environment.put(URL, database.url());
        environment.put("NO_COLOR", "1");
        environment.put("CI", "1");
        environment.put("CHECKPOINT_DISABLE", "1");
        environment.put("PRISMA_HIDE_UPDATE_MESSAGE", "1");
        // A configuration that asks for it would fail without; nothing is done with it.
        environment.putIfAbsent("DATABASE_URL", database.url());
        return environment;
    }

    /** The project's own, with another database. */
    private static String config(Path project, Path schema) throws IOException {
        String original =
                SchemaFile.config(project)
                        .map(file -> "import original from %s\n".formatted(quoted(file.toString())))
                        .orElse("const original = {}\n");
        return original
                + "export default { ...original, schema: %s, datasource: { url: process.env.%s } }\n"
                        .formatted(quoted(schema.toString()), URL);
    }

    private static String quoted(String text) {
        return JSON.valueToTree(text).toString();
    }

    private static String texts(Path schema) throws IOException {
        if (Files.isRegularFile(schema)) {
            return Files.readString(schema);
        }
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.walk(schema)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".prisma")).sorted().toList()) {
                texts.add(Files.readString(file));
            }
        }
        return String.join("\n", texts);
    }

    private ProjectFailure refused(Ended ended, Address database) {
        String said =
                ended.text()
                        .lines()
                        .map(String::strip)
                        .filter(line -> line.matches("(Error|error|P\\d{4})\\b.*"))
                        .filter(line -> !line.equals("Error:"))
                        .findFirst()
                        .orElseGet(ended::lastLine);
        return new ProjectFailure(
                new Problem(
                        "GW-778",
                        "Prisma cannot compare the models",
                        at.folder().getFileName().toString(),
                        ended.tookTooLong()
                                ? "it took too long"
                                : said.replace(database.url(), "…")
                                        .replace(database.password(), "…"),
                        "try npx prisma validate in the project; variables that its configuration wants: GODWIT_PROJECT_VARIABLES"));
    }
}
