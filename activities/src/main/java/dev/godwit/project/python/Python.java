package dev.godwit.project.python;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.godwit.project.audit.Component;
import dev.godwit.project.audit.Feeds;
import dev.godwit.project.audit.Inventory;
import dev.godwit.project.audit.tool.OsvScanner;
import dev.godwit.project.audit.tool.PipAudit;
import dev.godwit.project.audit.tool.Safety;
import dev.godwit.project.ecosystem.Auditor;
import dev.godwit.project.ecosystem.Candidate;
import dev.godwit.project.ecosystem.Ecosystem;
import dev.godwit.project.ecosystem.Families;
import dev.godwit.project.ecosystem.Move;
import dev.godwit.project.ecosystem.Recipe;
import dev.godwit.project.ecosystem.Result;
import dev.godwit.project.ecosystem.Workplace;
import dev.godwit.project.process.Ended;
import dev.godwit.project.python.declared.Declaration;
import dev.godwit.project.python.index.Index;
import dev.godwit.project.python.program.Installation;
import dev.godwit.project.python.program.Venv;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Projects with requirements files or a pyproject.toml, each probe in a virtual environment of its
 * own; with pip, or with uv where that has locked the project.
 */
public final class Python implements Ecosystem {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What a virtual environment begins with. */
    private static final Set<String> SEEDED = Set.of("pip", "setuptools", "wheel");

    @Override
    public String name() {
        return "python";
    }

    @Override
    public boolean detects(Path folder) {
        return Layout.in(folder);
    }

    /** Folders such as docs/ have requirements of their own, which are not the project's. */
    @Override
    public boolean owns(Path above, Path below) {
        return below.getFileName().toString().matches("docs?|requirements");
    }

    @Override
    public String runtime(Workplace at) throws IOException {
        Layout layout = Layout.read(at.folder());
        String python = "python " + new Venv(at).version(layout.python()).text();
        if (!layout.uv()) {
            return python;
        }
        Ended uv = at.run("uv", Map.of(), List.of("uv", "--version"));
        return python + " " + uv.text().strip();
    }

    @Override
    public Families families() {
        return Families.PYTHON;
    }

    @Override
    public Result install(Workplace at) throws IOException {
        return installation(at).install(false);
    }

    @Override
    public Result test(Workplace at) throws IOException {
        return new Checks(at, new Venv(at)).run();
    }

    @Override
    public List<Candidate> candidates(Workplace at, Duration cooldown) throws IOException {
        Layout layout = Layout.read(at.folder());
        Venv venv = new Venv(at);
        if (!venv.exists()) {
            venv.create(layout.python());
        }
        Ladder ladder = new Ladder(venv.version(layout.python()), cooldown, Instant.now());
        Index index = new Index(venv.indexes());
        List<Candidate> candidates = new ArrayList<>();
        for (Map.Entry<String, List<Declaration>> one : layout.declared().entrySet()) {
            at.check().run();
            Optional<String> obstacle = obstacle(one.getValue());
            candidates.add(
                    obstacle.isPresent()
                            ? new Candidate(one.getKey(), List.of(), obstacle.get())
                            : ladder.of(
                                    one.getKey(),
                                    one.getValue().getFirst().specifier(),
                                    index.releases(one.getKey())));
        }
        return candidates;
    }

    private static Optional<String> obstacle(List<Declaration> places) throws IOException {
        for (Declaration place : places) {
            if (!place.obstacle().isEmpty()) {
                return Optional.of(place.obstacle());
            }
            if (place.marker().contains("python_version")) {
                return Optional.of("declared for some versions of Python only");
            }
            if (Layout.compiled(place.file())) {
                return Optional.of(
                        "declared in %s, which another program has written"
                                .formatted(place.file().getFileName()));
            }
        }
        return Optional.empty();
    }

    @Override
    public Result bump(Workplace at, List<Move> moves) throws IOException {
        Optional<String> obstacle = Edits.write(Layout.read(at.folder()), moves);
        return obstacle.isPresent()
                ? Result.bad(obstacle.get(), List.of())
                : installation(at).install(true);
    }

    @Override
    public List<Recipe> recipes(List<Move> moves) {
        return DjangoUpgrade.after(moves);
    }

    @Override
    public Inventory inventory(Workplace at) throws IOException {
        Ended ended = new Venv(at).pip("inventory", List.of("list", "--format", "json"));
        if (!ended.good()) {
            throw new IOException("pip list: exit " + ended.exit());
        }
        List<Component> components = new ArrayList<>();
        String text = ended.text();
        for (JsonNode one : JSON.readTree(text.substring(Math.max(0, text.indexOf("[{"))))) {
            String name = Declaration.canonical(one.path("name").asText());
            String version = one.path("version").asText();
            if (!SEEDED.contains(name) && !one.has("editable_project_location")) {
                components.add(
                        new Component(
                                name,
                                version,
                                "pkg:pypi/%s@%s".formatted(name, version),
                                place(at.folder(), name),
                                Optional.empty()));
            }
        }
        return new Inventory(components, List.of());
    }

    /** The file that declares it; for what another package needs, the first one that there is. */
    private static String place(Path folder, String name) throws IOException {
        Layout layout = Layout.read(folder);
        return layout.declared().getOrDefault(name, List.of()).stream()
                .findFirst()
                .or(() -> layout.declared().values().stream().map(List::getFirst).findFirst())
                .map(one -> folder.relativize(one.file()).toString())
                .orElse("pyproject.toml");
    }

    @Override
    public List<Auditor> auditors(Feeds feeds) {
        return List.of(new PipAudit(feeds), new Safety(feeds), new OsvScanner(feeds));
    }

    private static Installation installation(Workplace at) throws IOException {
        Layout layout = Layout.read(at.folder());
        return new Installation(
                at,
                new Venv(at),
                layout.python(),
                layout.pyproject(),
                layout.requirements().stream().map(one -> one.file()).toList(),
                layout.uv());
    }
}
