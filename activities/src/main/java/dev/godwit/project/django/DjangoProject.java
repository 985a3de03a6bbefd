package dev.godwit.project.django;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.godwit.project.django.squash.Migrated;
import dev.godwit.project.django.squash.Squash;
import dev.godwit.project.ecosystem.Workplace;
import dev.godwit.project.python.KeptVenv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Django project in a folder of this host, whose migrations are run by Django itself: with the
 * project's interpreter, its manage.py and its settings. Only where DATABASES leads to is Godwit's:
 * in memory, the alias becomes the given login, whatever the settings say. Other aliases stay, so
 * code of a migration that names another one by itself reaches that.
 *
 * <p>Every call is a process of its own. Thread-safe, as long as the folder stays as it is.
 */
public final class DjangoProject {

    private final Helper helper;

    private DjangoProject(Helper helper) {
        this.helper = helper;
    }

    /**
     * Finds manage.py and an interpreter that has Django: of .venv, venv or env in the project,
     * else of an environment that is made of what the project declares and kept while that is the
     * same.
     *
     * @param at the project's folder, a folder for what is printed, and how long one call may take
     * @param keep folder for environments and tools, outside of the project
     * @param variables of the environment that the settings want, SECRET_KEY for example
     * @throws dev.godwit.project.ProjectFailure when the project has to be mended first
     * @throws IOException when files cannot be read or programs not be run
     */
    public static DjangoProject open(Workplace at, Path keep, Map<String, String> variables)
            throws IOException {
        Path manage = ManageFile.folder(at.folder().toAbsolutePath().normalize());
        KeptVenv kept = new KeptVenv(keep.resolve("venvs"), keep.resolve("tools"));
        return new DjangoProject(
                new Helper(at, manage, Interpreter.find(at, manage, kept), variables, null));
    }

    /**
     * SHA-256 of a migration's file, hex, as {@link Migration#checksum} is; empty where it is gone.
     *
     * @param file as {@link Migration#file} says it
     */
    public String checksum(String file) throws IOException {
        Path path = helper.at().folder().resolve(file);
        if (!Files.isRegularFile(path)) {
            return "";
        }
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(path)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The version of Django. */
    public String django() {
        return helper.interpreter().django();
    }

    /**
     * How project and database stand to each other. The session cannot write.
     *
     * @throws dev.godwit.project.ProjectFailure when settings or migrations cannot be used
     * @throws IOException when the database cannot be reached, or Python does not answer
     */
    public State look(Login login) throws IOException {
        JsonNode answer = helper.ask(request("look", login), "django-look");
        return Helper.JSON.treeToValue(Answers.good(answer, helper).path("state"), State.class);
    }

    /**
     * Applies one migration, whose dependencies have to be applied.
     *
     * <p>An atomic one is one transaction: {@code before}, the migration, Django's record of it,
     * the signals of migrate (which make content types and permissions of a new model), {@code
     * after}. All of it has happened or nothing, whatever is killed.
     *
     * <p>One with {@code atomic = False} happens as in Django: {@code before} is committed first,
     * then the migration, each statement by itself; then its record and {@code after} together; the
     * signals come last. Killed in between, it has happened in part and is not recorded.
     *
     * <p>While other migrations are pending, a handler of post_migrate may ask for tables that are
     * not there yet; that is said, and it is called again by the next. Two at once follow one
     * another: the second waits as long as for a lock, and then finds it applied.
     *
     * @param before statements without parameters
     * @param after the same; not run when the migration is applied already
     * @throws dev.godwit.project.ProjectFailure when settings or migrations cannot be used
     * @throws IOException when nobody knows what has happened: look again
     */
    public Outcome forward(
            Login login, String app, String name, List<String> before, List<String> after)
            throws IOException {
        return move("forward", login, app, name, before, after);
    }

    /**
     * Takes one migration back, on which no applied one may depend; in everything else as {@link
     * #forward}. An original of a squash can be taken back as Django does, the last one first.
     *
     * @throws dev.godwit.project.ProjectFailure when settings or migrations cannot be used
     * @throws IOException when nobody knows what has happened: look again
     */
    public Outcome backward(
            Login login, String app, String name, List<String> before, List<String> after)
            throws IOException {
        return move("backward", login, app, name, before, after);
    }

    private Outcome move(
            String way,
            Login login,
            String app,
            String name,
            List<String> before,
            List<String> after)
            throws IOException {
        ObjectNode request = request(way, login);
        request.put("app", app).put("name", name);
        before.forEach(request.putArray("before")::add);
        after.forEach(request.putArray("after")::add);
        String log = "django-%s-%s.%s".formatted(way, app, name);
        return Answers.outcome(Answers.good(helper.ask(request, log), helper));
    }

    /**
     * Writes the migration of an app that its models ask for. No database is asked, here and below.
     *
     * @param app empty for all that have changes
     * @param name of the file, without its number; empty for Django's choice
     * @param empty for one with functions to be filled by hand, for rows; it needs an app
     * @param dry only says what it would be
     * @throws dev.godwit.project.ProjectFailure also when Django has a question
     */
    public Written makemigrations(String app, String name, boolean empty, boolean dry)
            throws IOException {
        ObjectNode request = Helper.JSON.createObjectNode().put("command", "makemigrations");
        return write(request.put("app", app).put("name", name).put("empty", empty).put("dry", dry));
    }

    /**
     * Writes the migration that brings the leaves of an app together; nothing where there is one.
     *
     * @param dry only says what it would be
     */
    public Written merge(String app, boolean dry) throws IOException {
        ObjectNode request = Helper.JSON.createObjectNode().put("command", "merge");
        return write(request.put("app", app).put("dry", dry));
    }

    /**
     * A squash of an app's migrations, from one to another, as Django writes it. It is not in the
     * project: Python has compiled it and Django has loaded it beside the project's own. Where the
     * last one is a squash itself, it is that one.
     *
     * @param from the first one, or how its name begins; empty for the app's first
     * @param to the last one
     * @throws dev.godwit.project.ProjectFailure also when nobody could load it
     */
    public Squash squash(String app, String from, String to) throws IOException {
        ObjectNode request = Helper.JSON.createObjectNode().put("command", "squash");
        request.put("app", app).put("from", from).put("to", to);
        JsonNode answer = Answers.good(helper.ask(request, "django-squash"), helper);
        return Helper.JSON.treeToValue(answer.path("squash"), Squash.class);
    }

    /** The same project as Django would see it with a squash that is not in it. */
    public DjangoProject with(Squash squash) {
        return viewed(squash, true);
    }

    /** The same project as Django would see it without a squash that is in it. */
    public DjangoProject without(Squash squash) {
        return viewed(squash, false);
    }

    private DjangoProject viewed(Squash squash, boolean with) {
        ObjectNode view = Helper.JSON.createObjectNode();
        view.put("app", squash.app()).put("name", squash.name());
        return new DjangoProject(helper.viewing(with ? view.put("text", squash.text()) : view));
    }

    /**
     * Brings a database to where these migrations are the last ones, forth or back, as one call of
     * manage.py migrate does. Not for a database that others use: nothing of Godwit's is around it.
     * Code that names another one than the login's reaches none.
     *
     * @param targets as {@code app.name}, or {@code app.zero}; null for all that is pending
     * @throws dev.godwit.project.ProjectFailure when settings or migrations cannot be used
     * @throws IOException when the database cannot be reached, or Python does not answer
     */
    public Migrated migrate(Login login, @Nullable List<String> targets) throws IOException {
        ObjectNode request = request("migrate", login);
        if (targets == null) {
            request.putNull("targets");
        } else {
            targets.forEach(request.putArray("targets")::add);
        }
        return Answers.migrated(Answers.good(helper.ask(request, "django-migrate"), helper));
    }

    private Written write(ObjectNode request) throws IOException {
        String log = "django-" + request.path("command").asText();
        return Answers.written(Answers.good(helper.ask(request, log), helper));
    }

    private static ObjectNode request(String command, Login login) {
        ObjectNode request = Helper.JSON.createObjectNode().put("command", command);
        request.putObject("login")
                .put("alias", login.alias())
                .put("host", login.host())
                .put("port", login.port())
                .put("database", login.database())
                .put("user", login.user())
                .put("password", login.password())
                .put("sslmode", login.sslmode())
                .put("searchPath", login.searchPath())
                .put("lockTimeoutMillis", login.lockTimeout().toMillis())
                .put("statementTimeoutMillis", login.statementTimeout().toMillis())
                .put("applicationName", login.applicationName());
        return request;
    }
}
