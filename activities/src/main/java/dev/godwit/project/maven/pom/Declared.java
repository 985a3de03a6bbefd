package dev.godwit.project.maven.pom;

import java.util.List;

/**
 * A version that moves as one: all places that hold it for the same artifacts.
 *
 * @param name of the first artifact that uses it: {@code groupId:artifactId}; followed by the file
 *     when another version of that artifact stands elsewhere
 * @param version as it is written
 * @param uses in the order of the poms
 */
public record Declared(String name, String version, List<Use> uses) {

    public Declared {
        uses = List.copyOf(uses);
    }

    public List<Place> places() {
        return uses.stream().map(Use::place).distinct().toList();
    }

    /** Every artifact that moves with it: {@code groupId:artifactId}. */
    public List<String> artifacts() {
        return uses.stream().map(Use::name).distinct().toList();
    }
}
