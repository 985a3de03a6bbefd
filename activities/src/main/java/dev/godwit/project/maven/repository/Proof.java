package dev.godwit.project.maven.repository;

import dev.godwit.project.maven.pom.Declared;
import dev.godwit.project.maven.pom.Use;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.model.Build;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.DependencyManagement;
import org.apache.maven.model.Extension;
import org.apache.maven.model.InputLocation;
import org.apache.maven.model.InputLocationTracker;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginManagement;

/**
 * Whether a version that was written is the one that Maven takes: in every module that uses the
 * place, with the profile in which it is declared.
 */
public final class Proof {

    private final Models models;

    public Proof(Models models) {
        this.models = models;
    }

    /** What stands in an effective model, and where it comes from. */
    private record Effective(String name, String version, InputLocationTracker from) {

        String origin() {
            InputLocation place = from.getLocation("version");
            if (place == null || place.getSource() == null) {
                return "a place that Maven does not name";
            }
            return "%s, line %d".formatted(place.getSource().getModelId(), place.getLineNumber());
        }
    }

    /**
     * The reason why it is not; empty when it is.
     *
     * @param declared as it stands in the poms now
     * @throws IOException when a repository cannot be asked
     */
    public Optional<String> against(Declared declared) throws IOException, Models.Unusable {
        for (Use use : declared.uses()) {
            Optional<String> reason =
                    switch (use.section()) {
                        case CORE_EXTENSION -> Optional.empty(); // read by Maven as it is written
                        case IMPORT -> list(use, declared.version());
                        default -> plain(use, declared.version());
                    };
            if (reason.isPresent()) {
                return reason;
            }
        }
        return Optional.empty();
    }

    private Optional<String> plain(Use use, String version) throws IOException, Models.Unusable {
        Model model = models.effective(use.module(), use.profile());
        Optional<String> other = property(use, model);
        if (other.isPresent()) {
            return other;
        }
        List<Effective> found =
                named(model, use).filter(one -> one.name().equals(use.name())).toList();
        if (found.isEmpty() || found.stream().anyMatch(one -> one.version().equals(version))) {
            return Optional.empty();
        }
        Effective winner = found.getFirst();
        return Optional.of(
                "%s %s in %s: %s wins, from %s"
                        .formatted(
                                use.name(),
                                use.section().words(),
                                use.module().name(),
                                winner.version(),
                                winner.origin()));
    }

    /** A profile or a setting can give a property another value than the place that was written. */
    private Optional<String> property(Use use, Model model) {
        String property = use.place().property();
        Optional<String> given =
                models.given(property).filter(one -> !one.equals(use.place().value()));
        if (given.isPresent()) {
            return Optional.of(
                    "property %s: %s wins, from .mvn/maven.config"
                            .formatted(property, given.get()));
        }
        String value = model.getProperties().getProperty(property);
        if (property.isEmpty() || value == null || value.equals(use.place().value())) {
            return Optional.empty();
        }
        InputLocation properties = model.getLocation("properties");
        InputLocation place = properties == null ? null : properties.getLocation(property);
        String origin =
                place == null || place.getSource() == null
                        ? "outside of the pom"
                        : "%s, line %d"
                                .formatted(place.getSource().getModelId(), place.getLineNumber());
        return Optional.of(
                "property %s in %s: %s wins, from %s"
                        .formatted(property, use.module().name(), value, origin));
    }

    /** An imported list is not in the effective model, but what it lists is. */
    private Optional<String> list(Use use, String version) throws IOException, Models.Unusable {
        Model model = models.effective(use.module(), use.profile());
        Optional<String> other = property(use, model);
        if (other.isPresent()) {
            return other;
        }
        List<Dependency> listed = managed(models.imported(use.module(), use.name(), version));
        List<Dependency> taken = managed(model);
        Optional<Dependency> winner = Optional.empty();
        for (Dependency one : listed) {
            Optional<Dependency> same =
                    taken.stream()
                            .filter(two -> two.getManagementKey().equals(one.getManagementKey()))
                            .findFirst();
            if (same.filter(two -> two.getVersion().equals(one.getVersion())).isPresent()) {
                return Optional.empty();
            }
            winner = winner.or(() -> same);
        }
        return winner.map(Proof::effective)
                .map(
                        one ->
                                "nothing of the list %s is used in %s: %s %s wins, from %s"
                                        .formatted(
                                                use.name(),
                                                use.module().name(),
                                                one.name(),
                                                one.version(),
                                                one.origin()));
    }

    private static Stream<Effective> named(Model model, Use use) {
        Build build = model.getBuild() == null ? new Build() : model.getBuild();
        PluginManagement management =
                Objects.requireNonNullElseGet(build.getPluginManagement(), PluginManagement::new);
        return switch (use.section()) {
            case PARENT ->
                    Stream.ofNullable(model.getParent())
                            .map(
                                    one ->
                                            new Effective(
                                                    one.getGroupId() + ":" + one.getArtifactId(),
                                                    one.getVersion(),
                                                    one));
            case DEPENDENCY -> model.getDependencies().stream().map(Proof::effective);
            case MANAGED -> managed(model).stream().map(Proof::effective);
            case PLUGIN -> build.getPlugins().stream().map(Proof::effective);
            case MANAGED_PLUGIN -> management.getPlugins().stream().map(Proof::effective);
            case PLUGIN_DEPENDENCY ->
                    plugins(build, management)
                            .flatMap(plugin -> plugin.getDependencies().stream())
                            .map(Proof::effective);
            case EXTENSION -> build.getExtensions().stream().map(Proof::effective);
            case PROCESSOR, REPORT, IMPORT, CORE_EXTENSION -> Stream.of();
        };
    }

    private static Stream<Plugin> plugins(Build build, PluginManagement management) {
        List<Plugin> all = new ArrayList<>(build.getPlugins());
        all.addAll(management.getPlugins());
        return all.stream();
    }

    private static List<Dependency> managed(Model model) {
        DependencyManagement management = model.getDependencyManagement();
        return management == null ? List.of() : management.getDependencies();
    }

    private static Effective effective(Dependency one) {
        return new Effective(
                one.getGroupId() + ":" + one.getArtifactId(),
                String.valueOf(one.getVersion()),
                one);
    }

    private static Effective effective(Plugin one) {
        return new Effective(one.getKey(), String.valueOf(one.getVersion()), one);
    }

    private static Effective effective(Extension one) {
        return new Effective(
                one.getGroupId() + ":" + one.getArtifactId(),
                String.valueOf(one.getVersion()),
                one);
    }
}
