package dev.godwit.postgres.script.source;

import dev.godwit.plan.spec.MigrationsFile;
import dev.godwit.postgres.session.Attempt;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Files that are read once: they may change under what takes long. */
public record OneReading(Files files, ScriptFolders folders) implements ScriptFolders {

    @Override
    public Files read(MigrationsFile file, Attempt attempt) {
        return files;
    }

    @Override
    public <T> T django(String project, @Nullable String path, Attempt attempt, DjangoUse<T> use)
            throws IOException {
        return folders.django(project, path, attempt, use);
    }

    @Override
    public void writable(MigrationsFile file) {
        folders.writable(file);
    }

    @Override
    public List<String> write(MigrationsFile file, Attempt attempt, Map<String, String> texts)
            throws IOException {
        return folders.write(file, attempt, texts);
    }

    @Override
    public <T> T prisma(String project, Attempt attempt, PrismaUse<T> use) throws IOException {
        return folders.prisma(project, attempt, use);
    }
}
