package dev.godwit.project.probe;

import dev.godwit.project.ecosystem.Move;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * What is to be tried.
 *
 * @param commit that it is tried on top of
 * @param path of the project in its repository; empty for its root
 * @param ecosystem its name
 * @param moves the versions that move, in any order; none for the commit as it is
 * @param recipes rewrites of source code that may be tried, as they were written
 * @param test the command that decides; empty for the ecosystem's own
 * @param runtime versions of what builds and runs it: another one may decide otherwise
 */
public record Probe(
        String commit,
        String path,
        String ecosystem,
        List<Move> moves,
        List<String> recipes,
        List<String> test,
        String runtime) {

    public Probe {
        moves = moves.stream().sorted(Comparator.comparing(Move::name)).toList();
        recipes = List.copyOf(recipes);
        test = List.copyOf(test);
    }

    /** The same for the same content, in every run and on every worker: 64 hexadecimal digits. */
    public String key() {
        StringBuilder content = new StringBuilder("4"); // of this way to test and to write it down
        add(content, commit);
        add(content, path);
        add(content, ecosystem);
        add(content, runtime);
        test.forEach(word -> add(content, word));
        for (String recipe : recipes) {
            content.append('\2');
            add(content, recipe);
        }
        for (Move move : moves) {
            content.append('\1');
            add(content, move.name());
            add(content, move.from());
            add(content, move.to());
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] bytes = content.toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(digest.digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The project as it is. */
    public boolean baseline() {
        return moves.isEmpty() && recipes.isEmpty();
    }

    private static void add(StringBuilder content, String word) {
        content.append('\0').append(word);
    }
}
