package dev.godwit.project.maven.repository;

import dev.godwit.project.ecosystem.Result;
import dev.godwit.project.ecosystem.Workplace;
import dev.godwit.project.maven.pom.Pom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyResolutionException;

/**
 * Brings everything that a project needs into the local repository. Runs nothing of the project: no
 * plugin of it can change a file, and code that does not compile is none of its business.
 */
public final class Installation {

    private final Workplace at;
    private final Repositories repositories;
    private final Models models;
    private final Dependencies dependencies;
    private final List<String> done = new ArrayList<>();

    public Installation(Workplace at, Repositories repositories, Models models) {
        this.at = at;
        this.repositories = repositories;
        this.models = models;
        this.dependencies = new Dependencies(repositories, models);
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

    private void dependencies(Pom module)
            throws IOException, Models.Unusable, DependencyResolutionException {
        for (ArtifactResult one : dependencies.resolve(module)) {
            done.add(module.artifactId() + ": " + one.getArtifact());
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
                    if (!repositories.own(jar)) {
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
}
