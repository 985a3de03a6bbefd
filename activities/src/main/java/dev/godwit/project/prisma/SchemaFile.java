package dev.godwit.project.prisma;

import dev.godwit.plan.problem.Problem;
import dev.godwit.project.ProjectFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a project's models are: a file, or a folder of files. */
public final class SchemaFile {

    private static final List<String> CONFIGS =
            List.of(
                    "prisma.config.ts",
                    "prisma.config.mts",
                    "prisma.config.js",
                    "prisma.config.mjs",
                    ".config/prisma.ts");

    private static final List<String> USUAL =
            List.of(
                    "prisma/schema.prisma",
                    "schema.prisma",
                    "prisma/schema",
                    "src/prisma/schema.prisma",
                    "db/prisma/schema.prisma");

    private static final Pattern IN_PACKAGE = Pattern.compile("\"schema\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern IN_CONFIG =
            Pattern.compile(
                    "\\bschema\\s*:\\s*(?:(?:path\\.)?(?:join|resolve)\\(([^)]*)\\)|(['\"`][^'\"`]+['\"`]))");
    private static final Pattern LITERAL = Pattern.compile("['\"`]([^'\"`]+)['\"`]");

    private SchemaFile() {}

    /** The configuration of Prisma 6 and 7, where there is one. */
    static Optional<Path> config(Path project) {
        return CONFIGS.stream().map(project::resolve).filter(Files::isRegularFile).findFirst();
    }

    /** What package.json says that it is, as seen from the project. */
    public static Optional<String> packaged(Path project) throws IOException {
        return said(project.resolve("package.json"), IN_PACKAGE).map(found -> found.group(1));
    }

    private static Optional<MatchResult> said(Path file, Pattern pattern) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        return pattern.matcher(Files.readString(file)).results().findFirst();
    }

    /** Where the project says that it is, else where it usually is. */
    static Path find(Path project) throws IOException {
        List<String> places = new ArrayList<>();
        Optional<Path> config = config(project);
        if (config.isPresent()) {
            said(config.get(), IN_CONFIG)
                    .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                    .map(SchemaFile::joined)
                    .ifPresent(places::add);
        }
        packaged(project).ifPresent(places::add);
        places.addAll(USUAL);
        for (String place : places) {
            Path there = project.resolve(place).normalize();
            if (there.startsWith(project) && Files.exists(there)) {
                return there;
            }
        }
        throw new ProjectFailure(
                new Problem(
                        "GW-777",
                        "there is no schema of Prisma's",
                        project.getFileName().toString(),
                        "looked for " + String.join(", ", places),
                        "name it in prisma.config.ts: schema: 'FILE'"));
    }

    private static String joined(String literals) {
        List<String> parts = new ArrayList<>();
        Matcher literal = LITERAL.matcher(literals);
        while (literal.find()) {
            parts.add(literal.group(1));
        }
        return String.join("/", parts);
    }
}
