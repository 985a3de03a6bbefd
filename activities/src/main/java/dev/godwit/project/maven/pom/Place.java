package dev.godwit.project.maven.pom;

/**
 * Where a version stands in a file.
 *
 * @param start where its text begins, in bytes
 * @param end where its text ends, in bytes
 * @param value the version
 * @param property whose value it is; empty when it stands in a version element itself
 * @param profile in which it stands; empty for none
 */
public record Place(Pom pom, int start, int end, String value, String property, String profile) {

    static Place of(Pom pom, Element element, String property, String profile) {
        return new Place(pom, element.start(), element.end(), element.text(), property, profile);
    }
}
