package dev.godwit.project.maven.repository;

import dev.godwit.project.maven.pom.Pom;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.maven.model.Model;
import org.apache.maven.model.building.DefaultModelBuilderFactory;
import org.apache.maven.model.building.DefaultModelBuildingRequest;
import org.apache.maven.model.building.FileModelSource;
import org.apache.maven.model.building.ModelBuilder;
import org.apache.maven.model.building.ModelBuildingException;
import org.apache.maven.model.building.ModelBuildingRequest;
import org.apache.maven.model.building.ModelBuildingResult;
import org.apache.maven.model.building.ModelProblem;
import org.apache.maven.model.building.ModelSource;
import org.apache.maven.model.resolution.UnresolvableModelException;
import org.eclipse.aether.repository.RemoteRepository;

/** What Maven makes of the project's poms: parents, profiles, imports and properties applied. */
public final class Models {

    private final Repositories repositories;
    private final Options.Outside outside;
    private final ModelBuilder builder = new DefaultModelBuilderFactory().newInstance();
    private final Map<String, ModelBuildingResult> built = new HashMap<>();

    public Models(Repositories repositories) throws IOException {
        this.repositories = repositories;
        this.outside = repositories.options().outside();
    }

    /** Says that a pom is none that Maven could build with. */
    public static final class Unusable extends Exception {

        private static final long serialVersionUID = 1;

        Unusable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** What the project's own command line gives a property, whatever a pom says. */
    Optional<String> given(String property) {
        return Optional.ofNullable(repositories.options().properties().get(property));
    }

    /** Where a pom's dependencies come from. */
    public List<RemoteRepository> repositories(Pom pom) throws IOException, Unusable {
        return repositories.reachable(effective(pom, "").getRepositories());
    }

    /** Where a pom's plugins come from. */
    public List<RemoteRepository> pluginRepositories(Pom pom) throws IOException, Unusable {
        return repositories.reachable(effective(pom, "").getPluginRepositories());
    }

    /**
     * The effective model.
     *
     * @param profile that is switched on beside the usual ones; empty for none
     * @throws Unusable when something that it needs does not exist, or it contradicts itself
     * @throws IOException when a repository cannot be asked
     */
    Model effective(Pom pom, String profile) throws IOException, Unusable {
        return build(pom, profile).getEffectiveModel();
    }

    /** The effective model of a list of versions that is imported. */
    Model imported(Pom into, String name, String version) throws IOException, Unusable {
        String[] parts = name.split(":", 2);
        PomResolver resolver = new PomResolver(repositories, repositories(into));
        try {
            ModelSource source = resolver.resolveModel(parts[0], parts[1], version);
            ModelBuildingRequest request = request("").setModelResolver(resolver);
            return build(request.setModelSource(source)).getEffectiveModel();
        } catch (UnresolvableModelException missing) {
            Outage.check(missing);
            throw new Unusable(Outage.words(missing), missing);
        }
    }

    private ModelBuildingResult build(Pom pom, String profile) throws IOException, Unusable {
        String key = pom.file() + "#" + profile;
        ModelBuildingResult known = built.get(key);
        if (known == null) {
            // Both: by the one, a parent beside it is found; by the other, its text.
            known =
                    build(
                            request(profile)
                                    .setPomFile(pom.file().toFile())
                                    .setModelSource(new FileModelSource(pom.file().toFile())));
            built.put(key, known);
        }
        return known;
    }

    private ModelBuildingResult build(ModelBuildingRequest request) throws IOException, Unusable {
        try {
            return builder.build(request);
        } catch (ModelBuildingException failure) {
            for (ModelProblem problem : failure.getProblems()) {
                if (problem.getException() != null) {
                    Outage.check(problem.getException());
                }
            }
            Outage.check(failure);
            String problems =
                    failure.getProblems().stream()
                            .filter(one -> one.getSeverity() != ModelProblem.Severity.WARNING)
                            .map(ModelProblem::getMessage)
                            .limit(2)
                            .collect(Collectors.joining("; "));
            throw new Unusable(problems, failure);
        }
    }

    private ModelBuildingRequest request(String profile) {
        List<String> active = new ArrayList<>(outside.active());
        if (!profile.isEmpty()) {
            active.add(profile);
        }
        Properties system = new Properties();
        system.putAll(repositories.session().getSystemProperties());
        repositories.options().java().ifPresent(one -> system.put("java.version", one));
        Properties user = new Properties();
        user.putAll(repositories.options().properties());
        return new DefaultModelBuildingRequest()
                .setValidationLevel(ModelBuildingRequest.VALIDATION_LEVEL_MAVEN_2_0)
                .setProcessPlugins(true)
                .setLocationTracking(true)
                .setProfiles(outside.profiles())
                .setActiveProfileIds(active)
                .setSystemProperties(system)
                .setUserProperties(user)
                .setModelResolver(new PomResolver(repositories));
    }
}
