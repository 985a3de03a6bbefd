package dev.godwit.project.django;

import dev.godwit.postgres.TestPostgres;
import dev.godwit.project.ecosystem.Result;
import dev.godwit.project.ecosystem.Workplace;
import dev.godwit.project.process.Sandbox;
import dev.godwit.project.python.KeptVenv;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** A real Django project with two apps in a folder of its own, and an empty database for it. */
public final class DjangoShop implements AutoCloseable {

    static final String PASSWORD = "s3cr\"et-of-the-shop";
    static final String KEY = "key-of-the-shop";

    /** Filled once for all tests of this machine. */
    private static final Path KEPT =
            Path.of(System.getProperty("java.io.tmpdir"), "godwit-test-django");

    public final Path folder;
    public final TestPostgres postgres = TestPostgres.empty();
    public final Map<String, String> variables = new HashMap<>(Map.of("SHOP_KEY", KEY));
    private final Path temp;
    private @Nullable DjangoProject project;
    private Map<String, String> openedWith = Map.of();
    private Duration patience = Duration.ofSeconds(20);

    /**
     * @param python the version; empty for the one that is there
     */
    public DjangoShop(Path temp, String django, String python) throws IOException, SQLException {
        this.temp = temp;
        folder = Files.createDirectories(temp.resolve("shop"));
        copy();
        boolean there = new Sandbox(System.getenv()).find("python3").isPresent();
        String sentence = "python3 is not on the PATH: Django is not tested";
        if (!there && "required".equals(System.getProperty("godwit.tools"))) {
            Assertions.fail(sentence);
        }
        Assumptions.assumeTrue(there, sentence);
        Files.createSymbolicLink(folder.resolve(".venv"), venv(django, python));
    }

    private void copy() throws IOException {
        Path shop;
        try {
            shop = Path.of(Objects.requireNonNull(DjangoShop.class.getResource("shop")).toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
        try (Stream<Path> files = Files.walk(shop)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = folder.resolve(shop.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
    }

    private Path venv(String django, String python) throws IOException {
        Path empty = Files.createDirectories(KEPT.resolve("project-" + django));
        Files.writeString(
                empty.resolve("requirements.txt"), "Django~=" + django + "\npsycopg[binary]\n");
        if (!python.isEmpty()) {
            Files.writeString(empty.resolve(".python-version"), python + "\n");
        }
        Workplace at = at(empty);
        KeptVenv kept = new KeptVenv(KEPT.resolve("venvs"), KEPT.resolve("tools"));
        Result made = kept.make(at);
        Assertions.assertTrue(made.good(), made.note());
        return kept.of(at).bin("..").normalize();
    }

    private Workplace at(Path project) {
        return new Workplace(
                project,
                temp.resolve("logs"),
                List.of(),
                Duration.ofMinutes(3),
                new Sandbox(System.getenv()),
                () -> {});
    }

    /** A file of the project. */
    public DjangoShop write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
        return this;
    }

    public String read(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    /** A migration of the app stock. @param body of its class, and what comes before it */
    public DjangoShop migration(String name, String before, String body) throws IOException {
        return write(
                "apps/stock/migrations/" + name + ".py",
                "from django.db import migrations, models\n\n%s\n\nclass Migration(migrations.Migration):\n%s"
                        .formatted(before, body.indent(4)));
    }

    DjangoShop impatient() {
        patience = Duration.ofMillis(400);
        return this;
    }

    /** As a worker opens it. */
    public DjangoProject open() throws IOException {
        return DjangoProject.open(at(folder), temp.resolve("kept"), variables);
    }

    Login login() {
        return login("default");
    }

    /** Into its database. */
    public Login login(String alias) {
        return new Login(
                alias,
                "localhost",
                postgres.port(),
                postgres.name(),
                "postgres",
                PASSWORD,
                "",
                "",
                patience,
                Duration.ofSeconds(30),
                "godwit of a test");
    }

    /** The same, found once for the same variables. */
    private synchronized DjangoProject opened() throws IOException {
        if (project == null || !variables.equals(openedWith)) {
            openedWith = Map.copyOf(variables);
            project = open();
        }
        return project;
    }

    State look() throws IOException {
        return opened().look(login());
    }

    Outcome forward(String id) throws IOException {
        return forward(id, List.of(), List.of());
    }

    Outcome forward(String id, List<String> before, List<String> after) throws IOException {
        String[] parts = id.split("\\.", 2);
        return opened().forward(login(), parts[0], parts[1], before, after);
    }

    Outcome backward(String id) throws IOException {
        return backward(id, List.of(), List.of());
    }

    Outcome backward(String id, List<String> before, List<String> after) throws IOException {
        String[] parts = id.split("\\.", 2);
        return opened().backward(login(), parts[0], parts[1], before, after);
    }

    /** All that was printed. */
    String printed() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> logs = Files.walk(temp.resolve("logs"))) {
            for (Path log : logs.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(log));
            }
        }
        return all.toString();
    }

    /** Processes that work for it. */
    List<ProcessHandle> processes() {
        return ProcessHandle.allProcesses()
                .filter(
                        one ->
                                one.info().command().filter(it -> it.contains("python")).isPresent()
                                        && one.info()
                                                .commandLine()
                                                .filter(it -> it.contains(temp.toString()))
                                                .isPresent())
                .toList();
    }

    /** What Django has on record. */
    public List<String> recorded() throws SQLException {
        return postgres.texts("select app || '.' || name from django_migrations order by id");
    }

    @Override
    public void close() {
        postgres.close();
    }
}
