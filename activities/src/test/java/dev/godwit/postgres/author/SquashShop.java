package dev.godwit.postgres.author;

import static dev.godwit.postgres.session.Attempt.UNATTENDED;

import dev.godwit.plan.MigrationsReader;
import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.spec.MigrationsFile;
import dev.godwit.plan.spec.PlanKind;
import dev.godwit.postgres.script.source.ScriptFolders;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.project.django.DjangoShop;
import dev.godwit.workflow.writing.WriteInput.What;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Asks for squashes as a worker does, but for the turn that is kept to there. */
record SquashShop(DjangoShop shop) {

    static final String SEEDS =
            """
            from django.utils import timezone

            def units(apps, schema_editor):
                for name in ("piece", "kg"):
                    apps.get_model("stock", "Unit").objects.create(name=name, made=timezone.now())

            def elsewhere(apps, schema_editor):
                from django.db import connections

                connections["elsewhere"].cursor().execute("create table a (b int)")

            def none(apps, schema_editor):
                apps.get_model("stock", "Unit").objects.all().delete()
            """;

    Authored squash(String app, String from, String to, boolean dry) throws SQLException {
        MigrationsFile plan =
                Objects.requireNonNull(
                        MigrationsReader.read("new", "kind: django\nproject: /shop\n").plan());
        return new Author(
                        shop.postgres.database(),
                        shop.postgres.scratches("postgres"),
                        folders(),
                        Clock.systemUTC(),
                        UNATTENDED)
                .write(new Request(plan, What.SQUASH, "", app, dry, from, to));
    }

    /** Why it was refused. */
    Problem refused(String app, String from, String to) throws SQLException {
        return squash(app, from, to, false).problems().getFirst();
    }

    private ScriptFolders folders() {
        return new ScriptFolders() {
            @Override
            public Files read(MigrationsFile file, Attempt attempt) {
                return new Files("shop", PlanKind.DJANGO, Map.of(), Map.of(), List.of());
            }

            @Override
            public <T> T django(
                    String project, @Nullable String path, Attempt attempt, DjangoUse<T> use)
                    throws IOException {
                return use.on(shop.open());
            }
        };
    }
}
