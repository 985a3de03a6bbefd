package dev.godwit.project.maven.repository;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.artifact.repository.metadata.Versioning;
import org.apache.maven.artifact.repository.metadata.io.xpp3.MetadataXpp3Reader;
import org.apache.maven.model.DistributionManagement;
import org.apache.maven.model.Model;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.metadata.DefaultMetadata;
import org.eclipse.aether.metadata.Metadata;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.MetadataRequest;
import org.eclipse.aether.resolution.MetadataResult;

/** Which versions the repositories hold, and what is known of one. */
public final class Releases {

    private final Repositories repositories;
    private final Ages ages = new Ages();

    public Releases(Repositories repositories) {
        this.repositories = repositories;
    }

    /**
     * Every version that a repository lists, in no order.
     *
     * @param name {@code groupId:artifactId}
     * @return nothing when no repository has a list
     * @throws IOException when a repository cannot be asked
     */
    public Set<String> of(String name, List<RemoteRepository> from) throws IOException {
        String[] parts = name.split(":", 2);
        Metadata list =
                new DefaultMetadata(
                        parts[0], parts[1], "maven-metadata.xml", Metadata.Nature.RELEASE);
        List<MetadataRequest> requests = new ArrayList<>();
        for (RemoteRepository one : from) {
            requests.add(new MetadataRequest(list, one, ""));
        }
        Set<String> versions = new LinkedHashSet<>();
        for (MetadataResult result :
                repositories.system().resolveMetadata(repositories.session(), requests)) {
            if (result.getException() != null) {
                Outage.check(result.getException());
            }
            if (result.getMetadata() != null && result.getMetadata().getFile() != null) {
                versions.addAll(read(result.getMetadata().getFile().toPath()));
            }
        }
        return versions;
    }

    private static List<String> read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            Versioning versioning = new MetadataXpp3Reader().read(in, false).getVersioning();
            return versioning == null ? List.of() : versioning.getVersions();
        } catch (XmlPullParserException torn) {
            throw new IOException("a list of versions cannot be read: " + file, torn);
        }
    }

    /**
     * One version as its repository holds it.
     *
     * @param moved whether its pom says that it goes by another name now
     * @param released when its pom came there, if that can be known
     */
    public record Release(boolean moved, Optional<Instant> released) {}

    /**
     * Looks at one version.
     *
     * @return empty when no repository has its pom
     * @throws IOException when a repository cannot be asked
     */
    public Optional<Release> release(
            String name, String version, List<RemoteRepository> from, boolean dated)
            throws IOException {
        String[] parts = name.split(":", 2);
        Artifact pom = new DefaultArtifact(parts[0], parts[1], "", "pom", version);
        try {
            ArtifactResult found =
                    repositories
                            .system()
                            .resolveArtifact(
                                    repositories.session(), new ArtifactRequest(pom, from, ""));
            Optional<Instant> released =
                    dated ? ages.of(repositories, pom, from) : Optional.empty();
            return Optional.of(
                    new Release(moved(found.getArtifact().getFile().toPath()), released));
        } catch (ArtifactResolutionException missing) {
            Outage.check(missing);
            return Optional.empty();
        }
    }

    private static boolean moved(Path pom) throws IOException {
        try (InputStream in = Files.newInputStream(pom)) {
            Model model = new MavenXpp3Reader().read(in, false);
            DistributionManagement distribution = model.getDistributionManagement();
            return distribution != null && distribution.getRelocation() != null;
        } catch (XmlPullParserException torn) {
            throw new IOException("a pom cannot be read: " + pom, torn);
        }
    }
}
