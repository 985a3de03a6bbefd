package dev.godwit.project.recipe;

import dev.godwit.project.ecosystem.Workplace;
import dev.godwit.project.process.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The project's files as git sees them: what a program has really done to them, whatever it says of
 * itself.
 */
final class Tree {

    private static final String GONE = "gone";

    /** Not every project has a .gitignore for them, and no recipe makes source code there. */
    private static final List<String> OUTPUT = List.of("node_modules/", "target/", "__pycache__/");

    /** Of files in one command: far from what an argument list may hold. */
    private static final int CHUNK = 500;

    private final Workplace at;
    private final String log;

    /**
     * @param log what the names of log files begin with
     */
    Tree(Workplace at, String log) {
        this.at = at;
        this.log = log;
    }

    /** What differs from the index or is not in it, each with its content's fingerprint. */
    Map<String, String> state() throws IOException {
        Map<String, String> state = new TreeMap<>();
        for (String path : list(List.of("-m", "-o"))) {
            state.put(path, fingerprint(at.folder().resolve(path)));
        }
        return state;
    }

    /**
     * Files that are not what they were. New ones are made known to git as to be added: what stages
     * tracked files takes them along.
     */
    Set<String> changedSince(Map<String, String> before) throws IOException {
        Map<String, String> now = state();
        Set<String> changed = new TreeSet<>();
        now.forEach(
                (path, print) -> {
                    if (!Objects.equals(before.get(path), print)) {
                        changed.add(path);
                    }
                });
        before.keySet().stream().filter(path -> !now.containsKey(path)).forEach(changed::add);
        List<String> fresh = new ArrayList<>(list(List.of("-o")));
        fresh.retainAll(changed);
        for (List<String> some : chunks(fresh)) {
            List<String> command = new ArrayList<>(List.of("git", "add", "--intent-to-add", "--"));
            some.forEach(path -> command.add(":(literal)" + path));
            git("new", command);
        }
        return changed;
    }

    /**
     * Files that git tracks.
     *
     * @param paths folders, files or globs; none for all
     */
    List<String> tracked(List<String> paths) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-c", "--"));
        paths.forEach(path -> arguments.add(":(glob)" + path));
        return list(arguments).stream()
                .filter(
                        path ->
                                Files.isRegularFile(
                                        at.folder().resolve(path), LinkOption.NOFOLLOW_LINKS))
                .toList();
    }

    static List<List<String>> chunks(List<String> files) {
        List<List<String>> chunks = new ArrayList<>();
        for (int from = 0; from < files.size(); from += CHUNK) {
            chunks.add(files.subList(from, Math.min(from + CHUNK, files.size())));
        }
        return chunks;
    }

    private List<String> list(List<String> arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("git", "ls-files", "-z", "--exclude-standard"));
        OUTPUT.forEach(folder -> command.addAll(List.of("-x", folder)));
        command.addAll(arguments);
        String answer = git("files", command);
        if (answer.indexOf('\n') >= 0) {
            // A warning, or a name with a line break: what follows cannot be trusted.
            throw new IOException("git ls-files: " + answer.lines().findFirst().orElse(""));
        }
        return answer.isEmpty() ? List.of() : List.of(answer.split("\0"));
    }

    private String git(String what, List<String> command) throws IOException {
        Ended ended = at.run(log + "-" + what, Map.of("LC_ALL", "C"), command);
        if (!ended.good()) {
            throw new IOException(
                    "git %s: %s"
                            .formatted(
                                    command.get(1),
                                    ended.text().lines().findFirst().orElse("failed")));
        }
        return ended.text();
    }

    private static String fingerprint(Path file) throws IOException {
        if (Files.isSymbolicLink(file)) {
            return Files.readSymbolicLink(file).toString();
        }
        if (!Files.isRegularFile(file)) {
            return GONE;
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
