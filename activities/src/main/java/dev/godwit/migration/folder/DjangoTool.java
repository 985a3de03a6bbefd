package dev.godwit.migration.folder;

import dev.godwit.plan.spec.PlanKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A project with Django, which reads its migrations itself. */
final class DjangoTool implements Tool {

    private static final String MANAGE = "manage.py";
    private static final int DEPTH = 3;

    /** What holds packages, which may bring a manage.py of their own. */
    private static final Set<String> OTHERS =
            Set.of("node_modules", "site-packages", "venv", "env", "target", "build");

    @Override
    public PlanKind kind() {
        return PlanKind.DJANGO;
    }

    @Override
    public String looked() {
        return "Django's manage.py";
    }

    @Override
    public List<String> folders(Path root) throws IOException {
        if (is(root)) {
            return List.of("");
        }
        try (Stream<Path> files = Files.walk(root, DEPTH)) {
            return files.filter(file -> file.getFileName().toString().equals(MANAGE))
                    .map(file -> root.relativize(file).getParent())
                    .filter(DjangoTool::own)
                    .map(Path::toString)
                    .sorted()
                    .toList();
        }
    }

    private static boolean own(Path folder) {
        for (Path part : folder) {
            if (part.toString().startsWith(".") || OTHERS.contains(part.toString())) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean is(Path folder) {
        return Files.isRegularFile(folder.resolve(MANAGE));
    }

    @Override
    public Map<String, String> texts(Path folder) {
        return Map.of();
    }
}
