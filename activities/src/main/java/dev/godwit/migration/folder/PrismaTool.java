package dev.godwit.migration.folder;

import dev.godwit.plan.script.prisma.PrismaFolder;
import dev.godwit.plan.spec.PlanKind;
import dev.godwit.project.prisma.SchemaFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The folder of migrations of a project with Prisma. */
final class PrismaTool implements Tool {

    private static final String LOCK = "migration_lock.toml";

    /** Where it is unless the project says another place. */
    private static final List<String> USUAL =
            List.of("prisma/migrations", "src/prisma/migrations", "db/prisma/migrations");

    private static final Pattern PATH =
            Pattern.compile(
                    "migrations\\s*:\\s*\\{[^}]*\\bpath\\s*:\\s*['\"`]([^'\"`]+)['\"`]",
                    Pattern.DOTALL);

    @Override
    public PlanKind kind() {
        return PlanKind.PRISMA;
    }

    @Override
    public String looked() {
        return "Prisma's in " + String.join(", ", USUAL);
    }

    @Override
    public List<String> folders(Path root) throws IOException {
        List<String> places = new ArrayList<>();
        said(root).ifPresent(places::add);
        Optional<String> schema = SchemaFile.packaged(root);
        if (schema.isPresent()) {
            Path beside = Path.of(schema.get()).normalize().getParent();
            places.add(beside == null ? "migrations" : beside + "/migrations");
        }
        places.addAll(USUAL);
        List<String> found = new ArrayList<>();
        for (String place : places) {
            String folder = Path.of(place).normalize().toString();
            Path there = root.resolve(folder).normalize();
            if (there.startsWith(root) && is(there) && !found.contains(folder)) {
                found.add(folder);
            }
        }
        return found;
    }

    private static Optional<String> said(Path root) throws IOException {
        Path config = root.resolve("prisma.config.ts");
        if (!Files.isRegularFile(config)) {
            return Optional.empty();
        }
        Matcher found = PATH.matcher(Files.readString(config));
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    @Override
    public boolean is(Path folder) throws IOException {
        return Files.exists(folder.resolve(LOCK))
                || Texts.any(folder, 2, PrismaFolder.FILE::equals);
    }

    @Override
    public Map<String, String> texts(Path folder) throws IOException {
        return Texts.read(
                folder,
                2,
                name ->
                        name.equals(PrismaFolder.FILE)
                                || name.equals("down.sql")
                                || name.equals(LOCK));
    }
}
