package dev.godwit.project.python;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.godwit.plan.problem.Problem;
import dev.godwit.project.ProjectFailure;
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
import dev.godwit.project.ecosystem.Standing;
import dev.godwit.project.ecosystem.Workplace;
import dev.godwit.project.link.Link;
import dev.godwit.project.process.Ended;
import dev.godwit.project.python.declared.Declaration;
import dev.godwit.project.python.declared.Pyproject;
import dev.godwit.project.python.declared.Release;
import dev.godwit.project.python.program.Metadata;
import dev.godwit.project.python.program.Venv;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Projects with requirements files or a pyproject.toml, each probe in a virtual environment of its
 * own; with pip, or with uv where that has locked the project.
 */
public final class Python implements Ecosystem {

    private final Path tools;

    /**
     * @param tools folder of programs that Godwit installs for itself; need not exist
     */
    public Python(Path tools) {
        this.tools = tools;
    }

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
        if (below.getFileName().toString().matches("docs?|requirements")) {
            return true;
        }
        try {
            return Pyproject.in(above)
                    .filter(root -> Workspace.has(above, root, below))
                    .isPresent();
        } catch (IOException unreadable) {
            return false; // told when the project itself is looked at
        }
    }

    @Override
    public String runtime(Workplace at) throws IOException {
        Layout layout = Layout.read(at.folder());
        StringBuilder runtime = new StringBuilder("python " + version(layout, new Venv(at)).text());
        if (layout.uv() && at.sandbox().find("uv").isPresent()) {
            Ended uv = at.run("uv", Map.of(), List.of("uv", "--version"));
            runtime.append(' ').append(uv.text().strip());
        }
        return runtime.toString();
    }

    private static Release version(Layout layout, Venv venv) throws IOException {
        return venv.version(layout.python(), layout.locks().python());
    }

    @Override
    public Families families() {
        return Families.PYTHON;
    }

    @Override
    public Result install(Workplace at) throws IOException {
        Layout layout = Layout.read(at.folder());
        if (!layout.uv()) {
            Optional<Path> workspace = Workspace.around(at.folder());
            if (workspace.isPresent()) {
                throw new ProjectFailure(
                        new Problem(
                                "GW-658",
                                "the project is a member of a workspace of uv's",
                                at.folder().getFileName().toString(),
                                "its versions are locked beside the pyproject.toml above it",
                                "upgrade the workspace as a whole"));
            }
        }
        return new Preparation(at, layout, tools).install(List.of());
    }

    @Override
    public Result test(Workplace at) throws IOException {
        return new Checks(at, new Venv(at)).run();
    }

    @Override
    public List<Candidate> candidates(Workplace at, Duration cooldown) throws IOException {
        return new Survey(at, Layout.read(at.folder()), cooldown).candidates();
    }

    @Override
    public Result bump(Workplace at, List<Move> moves) throws IOException {
        Layout layout = Layout.read(at.folder());
        Optional<String> obstacle = Edits.write(layout, moves);
        return obstacle.isPresent()
                ? Result.bad(obstacle.get(), List.of())
                : new Preparation(at, layout, tools).install(moves);
    }

    @Override
    public List<Standing> standing(Workplace at, List<Move> moves) throws IOException {
        return Standings.of(Layout.read(at.folder()), moves);
    }

    @Override
    public Map<String, Link> links(Workplace at, List<Move> moves) throws IOException {
        Metadata installed = new Metadata(new Venv(at));
        Map<String, Link> links = new LinkedHashMap<>();
        for (Move move : moves) {
            installed.link(move.name()).ifPresent(link -> links.put(move.name(), link));
        }
        return links;
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
}
