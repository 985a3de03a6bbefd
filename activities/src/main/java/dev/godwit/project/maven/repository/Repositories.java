package dev.godwit.project.maven.repository;

import dev.godwit.project.maven.pom.Pom;
import dev.godwit.project.maven.pom.Reactor;
import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.context.Runtimes;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.model.Repository;
import org.apache.maven.repository.internal.ArtifactDescriptorUtils;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.repository.RepositoryPolicy;
import org.eclipse.aether.repository.WorkspaceReader;
import org.eclipse.aether.repository.WorkspaceRepository;

/**
 * The repositories of one project, as its Maven would reach them: with the user's settings,
 * mirrors, proxies and credentials, and into the user's local repository. To be closed.
 */
public final class Repositories implements AutoCloseable {

    private final Reactor reactor;
    private final Context context;
    private final DefaultRepositorySystemSession session;
    private final Options options;

    private Repositories(Reactor reactor, Context context, Options options) {
        this.reactor = reactor;
        this.context = context;
        this.options = options;
        session = new DefaultRepositorySystemSession(context.repositorySystemSession());
        // A version list of yesterday would say that nothing has come out since.
        session.setUpdatePolicy(RepositoryPolicy.UPDATE_POLICY_ALWAYS);
        session.setWorkspaceReader(new Here(reactor));
    }

    /**
     * Opens them.
     *
     * @throws IOException when settings cannot be read
     */
    public static Repositories open(Setup setup, Reactor reactor) throws IOException {
        Options options = Options.read(setup, reactor.folder());
        ContextOverrides.Builder overrides =
                ContextOverrides.create()
                        .withBasedirOverride(reactor.folder())
                        .withUserSettings(true)
                        .userProperties(options.properties())
                        .withActiveProfileIds(options.profiles());
        options.settings().ifPresent(overrides::withUserSettingsXmlOverride);
        options.globalSettings().ifPresent(overrides::withGlobalSettingsXmlOverride);
        options.local().ifPresent(overrides::withLocalRepositoryOverride);
        try {
            Context context = Runtimes.INSTANCE.getRuntime().create(overrides.build());
            return new Repositories(reactor, context, options);
        } catch (RuntimeException unusable) {
            throw new IOException("Maven's settings cannot be used: " + unusable, unusable);
        }
    }

    RepositorySystem system() {
        return context.repositorySystem();
    }

    RepositorySystemSession session() {
        return session;
    }

    Reactor reactor() {
        return reactor;
    }

    Options options() {
        return options;
    }

    /** Those that the settings name, and the central one. */
    List<RemoteRepository> common() {
        return context.remoteRepositories();
    }

    /** Behind mirrors, with credentials; each once. */
    List<RemoteRepository> reachable(List<Repository> declared) {
        List<RemoteRepository> raw = new ArrayList<>();
        for (Repository one : declared) {
            raw.add(ArtifactDescriptorUtils.toRemoteRepository(one));
        }
        List<RemoteRepository> found = system().newResolutionRepositories(session, raw);
        List<RemoteRepository> once = new ArrayList<>();
        for (RemoteRepository one : found) {
            if (once.stream().noneMatch(other -> other.getId().equals(one.getId()))) {
                once.add(one);
            }
        }
        return once;
    }

    /** Whether a module of the project is what makes it. */
    boolean own(Artifact artifact) {
        return reactor.named(artifact.getGroupId() + ":" + artifact.getArtifactId()).isPresent();
    }

    @Override
    public void close() {
        context.close();
    }

    /** The project's own poms are not looked for elsewhere. */
    private record Here(Reactor reactor, WorkspaceRepository place) implements WorkspaceReader {

        Here(Reactor reactor) {
            this(reactor, new WorkspaceRepository("reactor"));
        }

        @Override
        public WorkspaceRepository getRepository() {
            return place;
        }

        @Override
        @SuppressWarnings("NullAway") // null is how this interface says that it has none
        public File findArtifact(Artifact artifact) {
            return artifact.getExtension().equals("pom")
                    ? pom(artifact).map(Pom::file).map(Path::toFile).orElse(null)
                    : null;
        }

        @Override
        public List<String> findVersions(Artifact artifact) {
            return List.of();
        }

        private Optional<Pom> pom(Artifact artifact) {
            return reactor.named(artifact.getGroupId() + ":" + artifact.getArtifactId());
        }
    }
}
