package dev.godwit.migration.folder;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.spec.MigrationsFile;
import dev.godwit.plan.spec.PlanKind;
import dev.godwit.postgres.script.source.ScriptFolders;
import dev.godwit.project.ProjectFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The migrations of a project: in the folder that the plan names, or the only one. */
final class ProjectFiles {

    private static final String NO_FOLDER = "GW-742";
    private static final String SEVERAL = "GW-743";
    private static final String NOT_TEXT = "GW-744";

    private final MigrationsFile file;
    private final Path root;
    private final String words;

    /**
     * @param words for the project
     */
    ProjectFiles(MigrationsFile file, Path root, String words) {
        this.file = file;
        this.root = root;
        this.words = words;
    }

    /** A folder of a tool. */
    private record Place(Tool tool, String folder) {
        String words() {
            return folder.isEmpty() ? "the root" : folder;
        }
    }

    ScriptFolders.Files read() throws IOException {
        if (!Files.isDirectory(root)) {
            return problem(
                    NO_FOLDER,
                    "there is no folder %s on the worker's host".formatted(root),
                    "the worker of the target reads the files, not the command line",
                    "start a worker on this host (godwit dev), or name a project target with repository:");
        }
        List<Tool> tools = tools();
        List<Place> places = places(tools);
        return switch (places.size()) {
            case 0 -> nothing(tools);
            case 1 -> texts(places.getFirst());
            default -> several(places);
        };
    }

    /** The folder that {@link #read} reads, which has to be the only one. */
    Path folder() throws IOException {
        List<Tool> tools = tools();
        List<Place> places = places(tools);
        if (places.size() != 1) {
            ScriptFolders.Files wrong = places.isEmpty() ? nothing(tools) : several(places);
            throw new ProjectFailure(wrong.problems().getFirst());
        }
        return root.resolve(places.getFirst().folder()).normalize();
    }

    private List<Place> places(List<Tool> tools) throws IOException {
        return file.path() == null ? found(tools) : named(tools, file.path());
    }

    private List<Tool> tools() {
        return Tool.ALL.stream()
                .filter(tool -> file.kind() == PlanKind.MIGRATIONS || file.kind() == tool.kind())
                .toList();
    }

    private List<Place> found(List<Tool> tools) throws IOException {
        List<Place> places = new ArrayList<>();
        for (Tool tool : tools) {
            for (String folder : tool.folders(root)) {
                places.add(new Place(tool, folder));
            }
        }
        return places;
    }

    private List<Place> named(List<Tool> tools, String path) throws IOException {
        Path folder = root.resolve(path).normalize();
        List<Place> places = new ArrayList<>();
        if (folder.startsWith(root) && Files.isDirectory(folder)) {
            for (Tool tool : tools) {
                // A kind that somebody has named is believed: the folder may be empty yet.
                if (tools.size() == 1 || tool.is(folder)) {
                    places.add(new Place(tool, path));
                }
            }
        }
        return places;
    }

    private ScriptFolders.Files nothing(List<Tool> tools) {
        String looked = String.join("; ", tools.stream().map(Tool::looked).toList());
        return file.path() == null
                ? problem(
                        NO_FOLDER,
                        "the project has no folder of migrations",
                        "looked for " + looked,
                        "name it: path: FOLDER")
                : problem(
                        NO_FOLDER,
                        "there is no folder %s with migrations in the project"
                                .formatted(file.path()),
                        "",
                        "correct path:");
    }

    private ScriptFolders.Files several(List<Place> places) {
        boolean kinds = places.stream().map(place -> place.tool().kind()).distinct().count() > 1;
        String list =
                String.join(
                        ", ",
                        places.stream()
                                .map(
                                        place ->
                                                "%s (%s)"
                                                        .formatted(
                                                                place.words(),
                                                                place.tool().kind().word()))
                                .toList());
        return problem(
                SEVERAL,
                "the project has several folders of migrations",
                "migrations lie in " + list,
                kinds
                        ? "name one: kind: %s, or path: FOLDER"
                                .formatted(places.getFirst().tool().kind().word())
                        : "name one: path: " + places.getFirst().folder());
    }

    private ScriptFolders.Files texts(Place place) throws IOException {
        String folder = place.folder().isEmpty() ? words : words + "/" + place.folder();
        try {
            return new ScriptFolders.Files(
                    folder,
                    place.tool().kind(),
                    place.tool().texts(root.resolve(place.folder())),
                    place.tool().settings(root),
                    List.of());
        } catch (Texts.NotTextException notText) {
            return problem(
                    NOT_TEXT,
                    "%s is not text in UTF-8".formatted(notText.getMessage()),
                    "",
                    "save it as UTF-8");
        }
    }

    private ScriptFolders.Files problem(String code, String what, String because, String next) {
        return ScriptFolders.Files.problem(new Problem(code, what, words, because, next));
    }
}
