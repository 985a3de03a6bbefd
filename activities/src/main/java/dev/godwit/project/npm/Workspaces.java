package dev.godwit.project.npm;

import dev.godwit.project.ecosystem.Move;
import dev.godwit.project.ecosystem.Version;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The package.json of a project and those of its workspaces: one lock file, and one version of a
 * package as far as that goes. Without workspaces, the one file alone.
 */
final class Workspaces {

    private final Path folder;
    private final PackageJson root;
    private final List<PackageJson> members = new ArrayList<>();

    private Workspaces(Path folder) throws IOException {
        this.folder = folder;
        this.root = PackageJson.read(folder);
        for (Path one : Members.of(folder, root.patterns())) {
            members.add(PackageJson.read(one));
        }
    }

    /**
     * Reads a project from its root.
     *
     * @throws IOException when one of the files cannot be read
     */
    static Workspaces read(Path folder) throws IOException {
        return new Workspaces(folder);
    }

    /** The root's own. */
    PackageJson root() {
        return root;
    }

    /** Whether there is more than the root. */
    boolean any() {
        return !members.isEmpty();
    }

    /** What they call themselves: what is declared by these names comes from here. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        members.forEach(one -> names.add(one.name()));
        names.remove("");
        return names;
    }

    /** The workspaces, as paths from the root. */
    List<String> paths() {
        return members.stream().map(this::path).toList();
    }

    /** Those with a script of that name that does something. */
    List<String> with(String script) {
        return members.stream().filter(one -> one.script(script)).map(this::path).toList();
    }

    private String path(PackageJson member) {
        return folder.relativize(member.folder()).toString();
    }

    /** Every declaration of packages from elsewhere, by name; the root's first. */
    Map<String, List<String>> everywhere() {
        Map<String, List<String>> everywhere = new LinkedHashMap<>();
        for (PackageJson one : all()) {
            one.declared()
                    .forEach(
                            (name, values) ->
                                    everywhere
                                            .computeIfAbsent(name, fresh -> new ArrayList<>())
                                            .addAll(values));
        }
        everywhere.keySet().removeAll(names());
        return everywhere;
    }

    /**
     * What is declared, by name. Where files differ it is the lowest version: the others only have
     * to be caught up with. What is no version tells nothing as long as another one does.
     */
    Map<String, String> declared() {
        Map<String, String> declared = new LinkedHashMap<>();
        everywhere().forEach((name, values) -> declared.put(name, lowest(values)));
        return declared;
    }

    private static String lowest(List<String> values) {
        return values.stream()
                .filter(one -> Range.of(one).isPresent())
                .min(Comparator.comparing(Workspaces::version))
                .orElse(values.getFirst());
    }

    /**
     * How the package of a move is declared, by the same rule; of several that are as low, the one
     * that is written as the move writes it. Empty when it is declared as no version.
     */
    Optional<String> standing(Move move) {
        String sign = Range.of(move.to()).map(Range::sign).orElse("");
        return everywhere().getOrDefault(move.name(), List.of()).stream()
                .filter(one -> Range.of(one).isPresent())
                .min(
                        Comparator.comparing((String one) -> version(one))
                                .thenComparing(
                                        one -> !Range.of(one).orElseThrow().sign().equals(sign)));
    }

    private static Version version(String declared) {
        return Range.of(declared).orElseThrow().version();
    }

    /**
     * Declares other versions in all files together, each with its own sign. What is as high
     * already, or no version, stays.
     *
     * @throws IOException also when no file declares one of them as it should
     */
    void write(List<Move> moves) throws IOException {
        for (Move move : moves) {
            if (!everywhere().getOrDefault(move.name(), List.of()).contains(move.from())) {
                throw new IOException(
                        "%s does not declare %s %s"
                                .formatted(root.file(), move.name(), move.from()));
            }
        }
        for (PackageJson one : all()) {
            List<Move> own = new ArrayList<>();
            for (Move move : moves) {
                one.declared().getOrDefault(move.name(), List.of()).stream()
                        .distinct()
                        .flatMap(value -> its(move, value).stream())
                        .forEach(own::add);
            }
            one.write(own);
        }
    }

    /** The move as it is to be made where another version, or another sign, is declared. */
    private static List<Move> its(Move move, String value) {
        Optional<Range> to = Range.of(move.to());
        return Range.of(value)
                .filter(range -> to.filter(range::below).isPresent())
                .map(range -> new Move(move.name(), value, range.sign() + Range.bare(move.to())))
                .stream()
                .toList();
    }

    private List<PackageJson> all() {
        List<PackageJson> all = new ArrayList<>(List.of(root));
        all.addAll(members);
        return all;
    }
}
