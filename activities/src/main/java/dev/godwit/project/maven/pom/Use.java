package dev.godwit.project.maven.pom;

/**
 * A module that takes a version from a place, by a declaration of its own or of a parent.
 *
 * @param name of the artifact: {@code groupId:artifactId}
 * @param module whose build it is
 */
public record Use(String name, Pom module, Declaration declaration, Place place) {

    public Section section() {
        return declaration.section();
    }

    /** The profile without which it is not used; empty for none. */
    public String profile() {
        return declaration.profile().isEmpty() ? place.profile() : declaration.profile();
    }
}
