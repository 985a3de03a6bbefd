package dev.godwit.project.maven.repository;

import dev.godwit.project.audit.Component;
import dev.godwit.project.audit.Inventory;
import dev.godwit.project.ecosystem.Result;
import dev.godwit.project.ecosystem.Workplace;
import dev.godwit.project.maven.pom.Pom;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.repository.internal.ArtifactDescriptorReaderDelegate;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactDescriptorRequest;
import org.eclipse.aether.resolution.ArtifactDescriptorResult;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;

/**
 * Brings everything that a project needs into the local repository. Runs nothing of the project: no
 * plugin of it can change a file, and code that does not compile is none of its business.
 */
public final class Installation {

    private final Workplace at;
    private final Repositories repositories;
    private final Models models;
    private final List<String> done = new ArrayList<>();
    private final Map<String, Component> used = new LinkedHashMap<>();
    private final List<String> unknown = new ArrayList<>();

    public Installation(Workplace at, Repositories repositories, Models models) {
        this.at = at;
        this.repositories = repositories;
        this.models = models;
    }

    /**
     * Good when everything is there.
     *
     * @param log name of the file that says what was brought
     * @throws IOException when a repository cannot be asked
     */
    public Result bring(String log) throws IOException {
        String failure = "";
        try {
            for (Pom module : repositories.reactor().modules()) {
                at.check().run();
                dependencies(module);
                plugins(module);
            }
        } catch (Models.Unusable pom) {
            failure = String.valueOf(pom.getMessage());
        } catch (DependencyResolutionException | ArtifactResolutionException missing) {
            Outage.check(missing);
            failure = Outage.words(missing);
        }
        done.add(failure.isEmpty() ? "complete" : failure);
        Path file = at.logs().resolve(log + ".log");
        Files.createDirectories(at.logs());
        Files.write(file, done);
        return failure.isEmpty()
                ? Result.good("everything is there", List.of(file))
                : Result.bad(failure, List.of(file));
    }

    /**
     * What the modules use, of every scope and with what it brings along. Plugins are none of it.
     *
     * @throws IOException when a repository cannot be asked
     */
    public Inventory inventory() throws IOException {
        Result there = bring("inventory");
        if (!there.good()) {
            unknown.add("maven: " + there.note());
        }
        return new Inventory(List.copyOf(used.values()), unknown);
    }

    private void use(Pom module, Artifact artifact) {
        String name = artifact.getGroupId() + ":" + artifact.getArtifactId();
        String purl =
                "pkg:maven/%s/%s@%s"
                        .formatted(
                                artifact.getGroupId(),
                                artifact.getArtifactId(),
                                artifact.getVersion());
        String path =
                at.folder().toAbsolutePath().relativize(module.file().toAbsolutePath()).toString();
        used.putIfAbsent(
                purl,
                new Component(
                        name,
                        artifact.getVersion(),
                        purl,
                        path,
                        Optional.ofNullable(artifact.getFile()).map(File::toPath)));
    }

    private void dependencies(Pom module)
            throws IOException, Models.Unusable, DependencyResolutionException {
        Model model = models.effective(module, "").clone();
        // Given by an extension while Maven runs (${os.detected.classifier}): only Maven can tell.
        model.getDependencies().stream()
                .filter(Installation::open)
                .forEach(
                        one ->
                                unknown.add(
                                        "maven: %s is named by Maven only while it runs"
                                                .formatted(one.getManagementKey())));
        model.getDependencies().removeIf(Installation::open);
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
                        (node, parents) -> node.getArtifact() == null || !own(node.getArtifact()));
        for (ArtifactResult one :
                repositories
                        .system()
                        .resolveDependencies(repositories.session(), request)
                        .getArtifactResults()) {
            done.add(module.artifactId() + ": " + one.getArtifact());
            use(module, one.getArtifact());
        }
    }

    private void plugins(Pom module)
            throws IOException, Models.Unusable, ArtifactResolutionException {
        Model model = models.effective(module, "");
        List<RemoteRepository> from = models.pluginRepositories(module);
        List<ArtifactRequest> requests = new ArrayList<>();
        if (model.getBuild() != null) {
            for (Plugin plugin : model.getBuild().getPlugins()) {
                String version = plugin.getVersion();
                // Without one, Maven takes whatever is newest.
                if (version != null && !version.contains("${") && !version.matches("[\\[(A-Z].*")) {
                    Artifact jar =
                            new DefaultArtifact(
                                    plugin.getGroupId(), plugin.getArtifactId(), "jar", version);
                    if (!own(jar)) {
                        requests.add(new ArtifactRequest(jar, from, ""));
                    }
                }
            }
        }
        for (ArtifactResult one :
                repositories.system().resolveArtifacts(repositories.session(), requests)) {
            done.add(module.artifactId() + ": plugin " + one.getArtifact());
        }
    }

    private boolean own(Artifact artifact) {
        return repositories
                .reactor()
                .named(artifact.getGroupId() + ":" + artifact.getArtifactId())
                .isPresent();
    }

    private static boolean open(Dependency one) {
        return List.of(one.getManagementKey(), String.valueOf(one.getVersion()))
                .toString()
                .contains("${");
    }
}
