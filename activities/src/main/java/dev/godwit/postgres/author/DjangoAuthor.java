package dev.godwit.postgres.author;

import dev.godwit.postgres.script.source.Logins;
import dev.godwit.postgres.script.source.ScriptFolders;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.project.django.Conflict;
import dev.godwit.project.django.DjangoProject;
import dev.godwit.project.django.Login;
import dev.godwit.project.django.Written;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Django writes its migrations itself. */
final class DjangoAuthor {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final ScriptFolders folders;
    private final Database target;
    private final Attempt attempt;

    DjangoAuthor(ScriptFolders folders, Database target, Attempt attempt) {
        this.folders = folders;
        this.target = target;
        this.attempt = attempt;
    }

    Authored write(Request request, String folder) throws SQLException, IOException {
        Login login = Logins.of(target, request.file().database(), LIMIT, LIMIT, "godwit new");
        List<Written> all =
                folders.django(
                        request.file().project(),
                        request.file().path(),
                        attempt,
                        project -> written(project, login, request));
        List<String> said = new ArrayList<>();
        List<String> files = new ArrayList<>();
        for (Written one : all) {
            said.addAll(one.said());
            one.paths().stream().map(Path::toString).forEach(files::add);
        }
        return new Authored(folder, "django", List.of(), said, files);
    }

    private static List<Written> written(DjangoProject project, Login login, Request request)
            throws IOException {
        boolean dry = request.dryRun();
        return switch (request.what()) {
            case MIGRATION ->
                    List.of(project.makemigrations(request.app(), request.name(), false, dry));
            case DATA_MIGRATION -> {
                Written schema =
                        project.makemigrations(
                                request.app(), request.name() + "_schema", false, dry);
                yield List.of(
                        schema,
                        project.makemigrations(request.app(), request.name() + "_data", true, dry));
            }
            case MERGE -> {
                List<Written> merged = new ArrayList<>();
                for (Conflict conflict : project.look(login).conflicts()) {
                    merged.add(
                            new Written(
                                    List.of(
                                            "%s: %s stand beside one another%s"
                                                    .formatted(
                                                            conflict.app(),
                                                            String.join(", ", conflict.leaves()),
                                                            conflict.ancestor().isEmpty()
                                                                    ? ""
                                                                    : " behind "
                                                                            + conflict.ancestor())),
                                    List.of()));
                    merged.add(project.merge(conflict.app(), dry));
                }
                yield merged.isEmpty()
                        ? List.of(
                                new Written(
                                        List.of("every app has one newest migration"), List.of()))
                        : merged;
            }
            case SQUASH -> throw new IllegalArgumentException("a squash is proven first");
        };
    }
}
