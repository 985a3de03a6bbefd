package dev.godwit.project.maven.repository;

import dev.godwit.project.link.Link;
import dev.godwit.project.link.Links;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.model.Model;
import org.apache.maven.model.Parent;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.jspecify.annotations.Nullable;

/**
 * Where an artifact says that it comes from. Its pom is read as it is written: what Maven makes of
 * an inherited address, with the artifact's name behind it, is a page that nobody has.
 */
public final class Pages {

    /** Poms above one that are looked at. */
    private static final int HIGHEST = 5;

    private final Repositories repositories;

    public Pages(Repositories repositories) {
        this.repositories = repositories;
    }

    /**
     * The most telling page that its pom names, or a parent of the same group: one of another group
     * is somebody else's.
     *
     * @param name {@code groupId:artifactId}
     * @throws IOException when a pom is not there or cannot be read
     */
    public Optional<Link> of(String name, String version, List<RemoteRepository> from)
            throws IOException {
        List<Link> found = new ArrayList<>();
        for (Model model : chain(name, version, from)) {
            Map<String, String> values = values(model, name, version);
            if (model.getScm() != null) {
                repository(model.getScm().getUrl(), values).forEach(found::add);
                repository(model.getScm().getConnection(), values).forEach(found::add);
            }
            repository(model.getUrl(), values)
                    .map(
                            one ->
                                    one.kind() == Link.Kind.REPOSITORY
                                            ? new Link(Link.Kind.HOMEPAGE, one.url())
                                            : one)
                    .forEach(found::add);
        }
        return found.stream().min((one, other) -> one.kind().compareTo(other.kind()));
    }

    private List<Model> chain(String name, String version, List<RemoteRepository> from)
            throws IOException {
        String[] parts = name.split(":", 2);
        List<Model> chain = new ArrayList<>();
        String artifact = parts[1];
        String at = version;
        while (chain.size() < HIGHEST) {
            Model model = read(parts[0], artifact, at, from);
            chain.add(model);
            Parent parent = model.getParent();
            if (parent == null || !parts[0].equals(parent.getGroupId())) {
                break;
            }
            artifact = parent.getArtifactId();
            at = parent.getVersion();
        }
        return chain;
    }

    private Model read(String group, String artifact, String version, List<RemoteRepository> from)
            throws IOException {
        try {
            Path pom =
                    repositories
                            .system()
                            .resolveArtifact(
                                    repositories.session(),
                                    new ArtifactRequest(
                                            new DefaultArtifact(
                                                    group, artifact, "", "pom", version),
                                            from,
                                            ""))
                            .getArtifact()
                            .getFile()
                            .toPath();
            try (InputStream in = Files.newInputStream(pom)) {
                return new MavenXpp3Reader().read(in, false);
            }
        } catch (ArtifactResolutionException | XmlPullParserException missing) {
            throw new IOException("%s:%s:%s".formatted(group, artifact, version), missing);
        }
    }

    private static Map<String, String> values(Model model, String name, String version) {
        Map<String, String> values = new HashMap<>();
        model.getProperties().forEach((key, value) -> values.put(key.toString(), value.toString()));
        String[] parts = name.split(":", 2);
        for (String prefix : List.of("project.", "pom.", "")) {
            values.put(prefix + "groupId", parts[0]);
            values.put(prefix + "artifactId", parts[1]);
            values.put(prefix + "version", version);
        }
        return values;
    }

    /** What still holds a property then is dropped with all that cannot be shown. */
    private static Stream<Link> repository(@Nullable String written, Map<String, String> values) {
        if (written == null) {
            return Stream.empty();
        }
        String address = written;
        for (Map.Entry<String, String> one : values.entrySet()) {
            address = address.replace("${" + one.getKey() + "}", one.getValue());
        }
        return Links.repository(address).stream();
    }
}
