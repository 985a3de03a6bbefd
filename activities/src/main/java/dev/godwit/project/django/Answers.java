package dev.godwit.project.django;

import com.fasterxml.jackson.databind.JsonNode;
import dev.godwit.plan.problem.Problem;
import dev.godwit.project.ProjectFailure;
import dev.godwit.project.django.squash.Migrated;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the answers of Python mean. */
final class Answers {

    private Answers() {}

    /** The answer, unless it is that something has to be mended or could not be found out. */
    static JsonNode good(JsonNode answer, Helper helper) throws IOException {
        if (answer.has("unexpected")) {
            throw new IOException("Django has failed: " + answer.path("unexpected").asText());
        }
        if (answer.has("problem")) {
            throw new ProjectFailure(problem(answer.path("problem"), helper));
        }
        return answer;
    }

    private static Problem problem(JsonNode told, Helper helper) {
        String words = told.path("words").asText();
        String place = told.path("where").asText();
        String where = place.isEmpty() ? helper.at().folder().getFileName().toString() : place;
        return switch (told.path("kind").asText()) {
            case "psycopg" ->
                    new Problem(
                            "GW-765",
                            "the project cannot speak to PostgreSQL",
                            where,
                            words,
                            "add psycopg[binary] to the project's requirements");
            case "migrations" ->
                    new Problem(
                            "GW-766",
                            "the migrations cannot be used",
                            where,
                            words,
                            "mend it; python manage.py migrate --plan says the same");
            case "alias" ->
                    new Problem(
                            "GW-767",
                            "the settings have no such database",
                            where,
                            words,
                            "name one of the aliases in DATABASES");
            case "written" ->
                    new Problem(
                            "GW-769",
                            "Django cannot write that migration",
                            where,
                            words,
                            "mend what it names, or write the file by hand");
            case "unloadable" ->
                    new Problem(
                            "GW-769",
                            "the squash that Django writes cannot be loaded",
                            where,
                            words,
                            "copy what it names into the file that manage.py squashmigrations"
                                    + " writes, as the comment on its top says, then prove that"
                                    + " one: --to its name; or, of migrations that no shared"
                                    + " database has had yet, move the functions into a module"
                                    + " with a name, or say elidable=True");
            default ->
                    new Problem(
                            "GW-764",
                            "the project's settings cannot be used",
                            where,
                            words,
                            "give the variables that they ask for, or mend them; python manage.py"
                                    + " check has to pass on the worker's host");
        };
    }

    static Outcome outcome(JsonNode answer) throws IOException {
        if (answer.has("already")) {
            return new Outcome.AlreadyThere();
        }
        if (answer.has("done")) {
            List<String> said = new ArrayList<>();
            answer.path("done").forEach(line -> said.add(line.asText()));
            return new Outcome.Done(said);
        }
        if (!answer.has("failed")) {
            throw new IOException("Django's answer cannot be understood");
        }
        JsonNode failed = answer.path("failed");
        return new Outcome.Failed(
                failed.path("sqlstate").asText(),
                failed.path("words").asText(),
                failed.path("lockTimeout").asBoolean());
    }

    static Migrated migrated(JsonNode answer) throws IOException {
        if (answer.has("migrated")) {
            return Helper.JSON.treeToValue(answer.path("migrated"), Migrated.class);
        }
        if (!(outcome(answer) instanceof Outcome.Failed failed)) {
            throw new IOException("Django's answer cannot be understood");
        }
        return new Migrated(
                List.of(),
                List.of(),
                failed.sqlstate().isEmpty()
                        ? failed.words()
                        : "%s (%s)".formatted(failed.words(), failed.sqlstate()));
    }

    static Written written(JsonNode answer) {
        List<String> said = new ArrayList<>();
        answer.path("written").path("said").forEach(line -> said.add(line.asText()));
        List<Path> paths = new ArrayList<>();
        for (JsonNode path : answer.path("written").path("paths")) {
            paths.add(Path.of(path.asText()));
        }
        return new Written(said, paths);
    }
}
