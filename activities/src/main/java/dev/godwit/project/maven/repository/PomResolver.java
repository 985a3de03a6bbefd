package dev.godwit.project.maven.repository;

import dev.godwit.project.maven.pom.Pom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Parent;
import org.apache.maven.model.Repository;
import org.apache.maven.model.building.FileModelSource;
import org.apache.maven.model.building.ModelSource;
import org.apache.maven.model.resolution.ModelResolver;
import org.apache.maven.model.resolution.UnresolvableModelException;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.VersionRangeRequest;
import org.eclipse.aether.resolution.VersionRangeResolutionException;
import org.eclipse.aether.version.Version;

/** Finds parents and imported lists: in the project first, then in the repositories. */
final class PomResolver implements ModelResolver {

    private final Repositories repositories;
    private final List<RemoteRepository> known;

    PomResolver(Repositories repositories) {
        this(repositories, repositories.common());
    }

    PomResolver(Repositories repositories, List<RemoteRepository> known) {
        this.repositories = repositories;
        this.known = new ArrayList<>(known);
    }

    @Override
    public ModelSource resolveModel(String group, String artifact, String version)
            throws UnresolvableModelException {
        Optional<Pom> here = repositories.reactor().named(group + ":" + artifact);
        if (here.isPresent()) {
            return new FileModelSource(here.get().file().toFile());
        }
        Artifact pom = new DefaultArtifact(group, artifact, "", "pom", version);
        try {
            return new FileModelSource(
                    repositories
                            .system()
                            .resolveArtifact(
                                    repositories.session(), new ArtifactRequest(pom, known, ""))
                            .getArtifact()
                            .getFile());
        } catch (ArtifactResolutionException failure) {
            throw new UnresolvableModelException(
                    failure.getMessage(), group, artifact, version, failure);
        }
    }

    @Override
    public ModelSource resolveModel(Parent parent) throws UnresolvableModelException {
        String version = newest(parent.getGroupId(), parent.getArtifactId(), parent.getVersion());
        parent.setVersion(version);
        return resolveModel(parent.getGroupId(), parent.getArtifactId(), version);
    }

    @Override
    public ModelSource resolveModel(Dependency list) throws UnresolvableModelException {
        String version = newest(list.getGroupId(), list.getArtifactId(), list.getVersion());
        list.setVersion(version);
        return resolveModel(list.getGroupId(), list.getArtifactId(), version);
    }

    /** A range stands for its newest version, anything else for itself. */
    private String newest(String group, String artifact, String version)
            throws UnresolvableModelException {
        if (!version.startsWith("[") && !version.startsWith("(")) {
            return version;
        }
        Artifact range = new DefaultArtifact(group, artifact, "", "pom", version);
        try {
            Version highest =
                    repositories
                            .system()
                            .resolveVersionRange(
                                    repositories.session(),
                                    new VersionRangeRequest(range, known, ""))
                            .getHighestVersion();
            if (highest != null) {
                return highest.toString();
            }
        } catch (VersionRangeResolutionException failure) {
            throw new UnresolvableModelException(
                    failure.getMessage(), group, artifact, version, failure);
        }
        throw new UnresolvableModelException("no version fits", group, artifact, version);
    }

    @Override
    public void addRepository(Repository repository) {
        addRepository(repository, false);
    }

    @Override
    public void addRepository(Repository repository, boolean replace) {
        for (RemoteRepository one : repositories.reachable(List.of(repository))) {
            boolean there = known.stream().anyMatch(other -> other.getId().equals(one.getId()));
            if (there && replace) {
                known.replaceAll(other -> other.getId().equals(one.getId()) ? one : other);
            } else if (!there) {
                known.add(one);
            }
        }
    }

    @Override
    public ModelResolver newCopy() {
        return new PomResolver(repositories, known);
    }
}
