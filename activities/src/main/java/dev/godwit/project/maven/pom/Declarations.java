package dev.godwit.project.maven.pom;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Collects every place where the project says a version of something that is not its own. */
public final class Declarations {

    private final Reactor reactor;
    private final Set<Use> uses = new LinkedHashSet<>();
    private final Set<Skipped> skipped = new LinkedHashSet<>();

    private Declarations(Reactor reactor) {
        this.reactor = reactor;
        List<Pom> poms = new ArrayList<>(reactor.poms());
        poms.removeIf(pom -> !pom.inside());
        poms.forEach(this::module);
        Pom root = reactor.modules().getFirst();
        for (Pom file : reactor.extensions().stream().toList()) {
            Values values = new Values(List.of(file));
            Declaration.ofMaven(file).forEach(one -> use(root, one, values));
        }
    }

    /**
     * A declaration whose version cannot be moved.
     *
     * @param name of the artifact as well as it is known
     */
    public record Skipped(String name, String reason) {}

    public static Declarations of(Reactor reactor) {
        return new Declarations(reactor);
    }

    /** What cannot move, each name once. */
    public List<Skipped> skipped() {
        Set<String> moving = new HashSet<>();
        declared().forEach(one -> moving.add(one.name()));
        Map<String, String> reasons = new LinkedHashMap<>();
        for (Skipped one : skipped) {
            boolean taken = moving.contains(one.name());
            String name = taken ? one.name() + " (elsewhere)" : one.name();
            reasons.merge(name, one.reason(), (first, next) -> first + "; " + next);
        }
        return reasons.entrySet().stream()
                .map(one -> new Skipped(one.getKey(), one.getValue()))
                .toList();
    }

    private void module(Pom module) {
        Values values = new Values(reactor.chain(module));
        Set<String> nearer = new HashSet<>();
        for (Pom pom : reactor.chain(module)) {
            List<Declaration> all = Declaration.in(pom);
            for (Declaration one : all) {
                boolean inherited = one.section() != Section.PARENT && !nearer.contains(one.key());
                if (pom == module || inherited) {
                    use(module, one, values);
                }
            }
            all.forEach(one -> nearer.add(one.key()));
        }
    }

    private void use(Pom module, Declaration one, Values values) {
        Optional<String> group = values.text(one.groupId());
        Optional<String> artifact = values.text(one.artifactId());
        String name = group.orElse(one.groupId()) + ":" + artifact.orElse(one.artifactId());
        if (reactor.named(name).isPresent()) {
            return;
        }
        if (group.isEmpty() || artifact.isEmpty()) {
            skipped.add(new Skipped(name, "its name holds a property that is not known here"));
            return;
        }
        if (one.element().text("scope").equals("system")) {
            skipped.add(new Skipped(name, "it is a file of the project (scope system)"));
            return;
        }
        Values.Found found = values.places(one.pom(), one.version(), one.profile());
        if (found.places().isEmpty()) {
            skipped.add(new Skipped(name, found.reason()));
        }
        for (Place place : found.places()) {
            unmovable(place.value())
                    .ifPresentOrElse(
                            reason -> skipped.add(new Skipped(name, reason)),
                            () -> uses.add(new Use(name, module, one, place)));
        }
    }

    private static Optional<String> unmovable(String version) {
        if (version.matches("[\\[(].*")) {
            return Optional.of("declared as the range " + version + ", not as a version");
        }
        if (version.equals("LATEST") || version.equals("RELEASE")) {
            return Optional.of(version + " is another version every day");
        }
        return version.endsWith("-SNAPSHOT")
                ? Optional.of(version + " is no released version")
                : Optional.empty();
    }

    /** What moves as one, in the order of the poms. */
    public List<Declared> declared() {
        Map<String, List<Use>> groups = groups();
        Set<String> names = new HashSet<>();
        List<Declared> declared = new ArrayList<>();
        for (List<Use> group : groups.values()) {
            String name = group.getFirst().name();
            String file = reactor.relative(group.getFirst().place().pom().file());
            for (int i = 1; !names.add(name); i++) {
                name = group.getFirst().name() + " (" + file + (i == 1 ? ")" : ", " + i + ")");
            }
            declared.add(new Declared(name, group.getFirst().place().value(), group));
        }
        return declared;
    }

    /** Uses of one place belong together, and uses of one artifact at one version. */
    private Map<String, List<Use>> groups() {
        Map<String, List<Use>> groups = new LinkedHashMap<>();
        Map<String, String> leaders = new LinkedHashMap<>();
        for (Use use : uses) {
            String first = keys(use).findFirst().orElseThrow();
            String leader =
                    keys(use)
                            .filter(leaders::containsKey)
                            .findFirst()
                            .map(leaders::get)
                            .orElse(first);
            List<Use> group = groups.computeIfAbsent(leader, key -> new ArrayList<>());
            group.add(use);
            for (String key : keys(use).toList()) {
                String other = leaders.put(key, leader);
                if (other != null && !other.equals(leader)) {
                    group.addAll(groups.remove(other));
                    leaders.replaceAll((any, its) -> its.equals(other) ? leader : its);
                }
            }
        }
        return groups;
    }

    private static Stream<String> keys(Use use) {
        Place place = use.place();
        return Stream.of(
                place.pom().file() + "@" + place.start(), use.name() + "@" + place.value());
    }

    /**
     * What holds this version of that name.
     *
     * @param name as {@link #declared} gave it, maybe before other versions moved
     */
    public Optional<Declared> find(String name, String version) {
        String artifact = name.split(" ", 2)[0];
        return declared().stream()
                .filter(one -> one.version().equals(version))
                .filter(one -> one.artifacts().contains(artifact))
                .findFirst();
    }
}
