package dev.godwit.project.maven.repository;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.jspecify.annotations.Nullable;

/** Which versions the repositories hold, and what is known of one. */
public final class Releases {

    private static final DateTimeFormatter CHANGED = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");

    private final Repositories repositories;
    private final Ages ages = new Ages();

    public Releases(Repositories repositories) {
        this.repositories = repositories;
    }

    /**
     * Every version that a repository lists, with the time at which its list was changed last: each
     * version in it is at least as old as that.
     *
     * @param name {@code groupId:artifactId}
     * @return nothing when no repository has a list
     * @throws IOException when a repository cannot be asked
     */
    public Map<String, Optional<Instant>> of(String name, List<RemoteRepository> from)
            throws IOException {
        String[] parts = name.split(":", 2);
        Metadata wanted =
                new DefaultMetadata(
                        parts[0], parts[1], "maven-metadata.xml", Metadata.Nature.RELEASE);
        List<MetadataRequest> requests = new ArrayList<>();
        for (RemoteRepository one : from) {
            requests.add(new MetadataRequest(wanted, one, ""));
        }
        Map<String, Optional<Instant>> versions = new LinkedHashMap<>();
        for (MetadataResult result :
                repositories.system().resolveMetadata(repositories.session(), requests)) {
            if (result.getException() != null) {
                Outage.check(result.getException());
            }
            if (result.getMetadata() != null && result.getMetadata().getFile() != null) {
                Versioning list = read(result.getMetadata().getFile().toPath());
                Optional<Instant> changed = instant(list.getLastUpdated());
                list.getVersions()
                        .forEach(one -> versions.merge(one, changed, (a, b) -> a.or(() -> b)));
            }
        }
        return versions;
    }

    private static Versioning read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            Versioning versioning = new MetadataXpp3Reader().read(in, false).getVersioning();
            return versioning == null ? new Versioning() : versioning;
        } catch (XmlPullParserException torn) {
            throw new IOException("a list of versions cannot be read: " + file, torn);
        }
    }

    private static Optional<Instant> instant(@Nullable String time) {
        try {
            return time == null
                    ? Optional.empty()
                    : Optional.of(LocalDateTime.parse(time, CHANGED).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
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
     * @param dated whether its age is to be asked for, too
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
