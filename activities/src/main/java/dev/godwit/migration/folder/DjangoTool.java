package dev.godwit.migration.folder;

import dev.godwit.plan.spec.PlanKind;
import dev.godwit.project.django.ManageFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A project with Django, which reads its migrations itself. */
final class DjangoTool implements Tool {

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
        return ManageFile.folders(root).stream()
                .map(folder -> root.relativize(folder).toString())
                .toList();
    }

    @Override
    public boolean is(Path folder) {
        return ManageFile.is(folder);
    }

    @Override
    public Map<String, String> texts(Path folder) {
        return Map.of();
    }
}
