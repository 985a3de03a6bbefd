package dev.godwit.project.maven.repository;

import dev.godwit.project.audit.Component;
import dev.godwit.project.audit.Inventory;
import dev.godwit.project.maven.pom.Pom;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Model;
import org.apache.maven.repository.internal.ArtifactDescriptorReaderDelegate;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.resolution.ArtifactDescriptorRequest;
import org.eclipse.aether.resolution.ArtifactDescriptorResult;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;

/**
 * What the modules of a project depend on, directly or not, in every scope. Plugins are not among
 * it: they build the project and are no part of it.
 */
public final class Dependencies {

    private final Repositories repositories;
    private final Models models;

    public Dependencies(Repositories repositories, Models models) {
        this.repositories = repositories;
        this.models = models;
    }

    /**
     * Each artifact once, with its file. What cannot be found, in a repository or because none
     * answers, is said by name.
     *
     * @param check called before every module
     */
    public Inventory inventory(Runnable check) throws IOException {
        Map<String, Component> found = new LinkedHashMap<>();
        Set<String> unknown = new LinkedHashSet<>();
        for (Pom module : repositories.reactor().modules()) {
            check.run();
            String path = repositories.reactor().relative(module.file());
            List<ArtifactResult> results = new ArrayList<>();
            try {
                results.addAll(resolve(module));
                open(module)
                        .forEach(
                                one ->
                                        unknown.add(
                                                path
                                                        + ": only Maven can tell what "
                                                        + one
                                                        + " is"));
            } catch (Models.Unusable pom) {
                unknown.add(path + ": " + pom.getMessage());
            } catch (DependencyResolutionException missing) {
                unknown.add(path + ": " + Outage.words(missing));
                if (missing.getResult() != null) {
                    results.addAll(missing.getResult().getArtifactResults());
                }
            }
            for (ArtifactResult result : results) {
                if (result.isResolved() && code(result.getArtifact())) {
                    Component component = component(result.getArtifact(), path);
                    found.putIfAbsent(component.purl(), component);
                }
            }
        }
        return new Inventory(
                List.copyOf(found.values()), unknown.stream().map("Maven: "::concat).toList());
    }

    /** Brings what a module depends on; other modules are passed through. */
    List<ArtifactResult> resolve(Pom module)
            throws IOException, Models.Unusable, DependencyResolutionException {
        Model model = models.effective(module, "").clone();
        // Given by an extension while Maven runs (${os.detected.classifier}): only Maven can tell.
        model.getDependencies().removeIf(Dependencies::open);
        ArtifactDescriptorResult all =
                new ArtifactDescriptorResult(new ArtifactDescriptorRequest());
        new ArtifactDescriptorReaderDelegate().populateResult(repositories.session(), all, model);
        CollectRequest collect = new CollectRequest();
        collect.setDependencies(all.getDependencies());
        collect.setManagedDependencies(all.getManagedDependencies());
        collect.setRepositories(models.repositories(module));
        DependencyRequest request =
                new DependencyRequest(
                        collect,
                        (node, parents) ->
                                node.getArtifact() == null
                                        || !repositories.own(node.getArtifact()));
        return repositories
                .system()
                .resolveDependencies(repositories.session(), request)
                .getArtifactResults();
    }

    private List<String> open(Pom module) throws IOException, Models.Unusable {
        return models.effective(module, "").getDependencies().stream()
                .filter(Dependencies::open)
                .map(one -> one.getManagementKey() + ":" + one.getVersion())
                .toList();
    }

    private static boolean open(Dependency one) {
        return List.of(one.getManagementKey(), String.valueOf(one.getVersion()))
                .toString()
                .contains("${");
    }

    /** A pom alone only names others, which are here by themselves. */
    private static boolean code(Artifact artifact) {
        return !artifact.getExtension().equals("pom");
    }

    private static Component component(Artifact artifact, String path) {
        return new Component(
                artifact.getGroupId() + ":" + artifact.getArtifactId(),
                artifact.getVersion(),
                purl(artifact),
                path,
                Optional.ofNullable(artifact.getFile())
                        .map(file -> file.toPath().toAbsolutePath()));
    }

    private static String purl(Artifact artifact) {
        List<String> qualifiers = new ArrayList<>();
        if (!artifact.getClassifier().isEmpty()) {
            qualifiers.add("classifier=" + encoded(artifact.getClassifier()));
        }
        if (!artifact.getExtension().equals("jar")) {
            qualifiers.add("type=" + encoded(artifact.getExtension()));
        }
        return "pkg:maven/%s/%s@%s%s"
                .formatted(
                        artifact.getGroupId(),
                        artifact.getArtifactId(),
                        encoded(artifact.getVersion()),
                        qualifiers.isEmpty() ? "" : "?" + String.join("&", qualifiers));
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8);
    }
}
