package dev.godwit.project.maven.pom;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands behind an expression in one module: its own properties first, then its parents'. */
final class Values {

    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([^${}]+)}");

    private final List<Pom> chain;

    /**
     * @param chain the module, its parent, and so on
     */
    Values(List<Pom> chain) {
        this.chain = chain;
    }

    /** Either places or the reason why there are none. */
    record Found(List<Place> places, String reason) {

        static Found none(String reason) {
            return new Found(List.of(), reason);
        }
    }

    /**
     * The places where a version really stands: several when profiles hold a value each.
     *
     * @param profile in which the declaration stands; empty for none
     */
    Found places(Pom pom, Element element, String profile) {
        return places(
                Place.of(pom, element, "", profile), element.whole(), profile, new HashSet<>());
    }

    private Found places(Place place, boolean inOnePiece, String profile, Set<String> seen) {
        String text = place.value();
        if (!text.contains("${")) {
            return !inOnePiece
                    ? Found.none("a comment stands in the middle of the version")
                    : place.pom().inside()
                            ? new Found(List.of(place), "")
                            : Found.none(
                                    "its version stands outside of the project's folder, in "
                                            + place.pom().file());
        }
        Matcher expression = EXPRESSION.matcher(text);
        if (!expression.matches()) {
            return Found.none(text + " is put together of properties");
        }
        String property = expression.group(1);
        if (property.matches("(project|pom)\\..+|version|parent\\.version")) {
            return Found.none("it moves with the project's own version");
        }
        if (property.matches("revision|sha1|changelist")) {
            return Found.none("${" + property + "} is given by whoever builds the project");
        }
        if (!seen.add(property)) {
            return Found.none("property " + property + " is defined by itself");
        }
        List<Place> found = new ArrayList<>();
        for (Definition one : definitions(property, profile)) {
            Place next = Place.of(one.pom(), one.element(), property, one.profile());
            boolean whole = one.element().whole();
            Found deeper = places(next, whole, one.profile(), new HashSet<>(seen));
            if (deeper.places().isEmpty()) {
                return deeper;
            }
            found.addAll(deeper.places());
        }
        return found.isEmpty()
                ? Found.none("property " + property + " is not set in this project")
                : new Found(found, "");
    }

    private record Definition(Pom pom, String profile, Element element) {}

    private List<Definition> definitions(String property, String profile) {
        List<Definition> inProfiles = new ArrayList<>();
        for (Pom pom : chain) {
            for (Element one : pom.root().all("profiles/profile")) {
                String id = one.text("id");
                Optional<Element> value = property(one, property);
                if (value.isPresent() && id.equals(profile)) {
                    return List.of(new Definition(pom, id, value.get()));
                }
                value.ifPresent(element -> inProfiles.add(new Definition(pom, id, element)));
            }
            Optional<Element> value = property(pom.root(), property);
            if (value.isPresent()) {
                return List.of(new Definition(pom, "", value.get()));
            }
        }
        return inProfiles;
    }

    private static Optional<Element> property(Element of, String property) {
        return of.find("properties").stream()
                .flatMap(properties -> properties.children().stream())
                .filter(one -> one.name().equals(property) && !one.text().isEmpty())
                .reduce((first, last) -> last); // Maven lets the last one win
    }

    /** A groupId or artifactId; empty when a property in it is not known here. */
    Optional<String> text(String text) {
        String result = text;
        for (int depth = 0; depth < 9 && result.contains("${"); depth++) {
            Matcher expression = EXPRESSION.matcher(result);
            StringBuilder replaced = new StringBuilder();
            while (expression.find()) {
                Optional<String> value = value(expression.group(1));
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                expression.appendReplacement(replaced, Matcher.quoteReplacement(value.get()));
            }
            result = expression.appendTail(replaced).toString();
        }
        return Optional.of(result).filter(whole -> !whole.contains("${"));
    }

    private Optional<String> value(String property) {
        Pom pom = chain.getFirst();
        return switch (property) {
            case "project.groupId", "pom.groupId", "groupId" -> Optional.of(pom.groupId());
            case "project.artifactId", "pom.artifactId" -> Optional.of(pom.artifactId());
            case "project.version", "pom.version", "version" -> Optional.of(pom.version());
            case "project.parent.groupId", "parent.groupId" ->
                    Optional.of(pom.root().text("parent/groupId"));
            case "project.parent.version", "parent.version" ->
                    Optional.of(pom.root().text("parent/version"));
            default ->
                    definitions(property, "").stream().map(one -> one.element().text()).findFirst();
        };
    }
}
