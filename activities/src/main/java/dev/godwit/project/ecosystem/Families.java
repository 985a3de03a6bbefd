package dev.godwit.project.ecosystem;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Packages that are released in lockstep and only work with their like. Moved one by one, each of
 * them would be red.
 */
public final class Families {

    /** Of npm: scopes that share their versions, and tools that a compiler must fit to. */
    public static final Families NPM =
            new Families(
                    families(
                            "nestjs", "@nestjs/.+",
                            "angular", "@angular/.+|@angular-devkit/.+",
                            "babel", "@babel/.+",
                            "prisma", "prisma|@prisma/.+",
                            "typescript-eslint", "@typescript-eslint/.+|typescript-eslint",
                            "jest",
                                    "jest|@jest/.+|@types/jest|ts-jest|babel-jest|jest-environment-.+",
                            "react", "react|react-dom|@types/react|@types/react-dom",
                            "storybook", "storybook|@storybook/.+",
                            "vitest", "vitest|@vitest/.+"));

    /** Of Maven: projects whose artifacts share their versions, by groupId and artifactId. */
    public static final Families JVM =
            new Families(
                    families(
                            "spring-boot", "org\\.springframework\\.boot:.+",
                            "spring-security", "org\\.springframework\\.security:.+",
                            "spring-cloud", "org\\.springframework\\.cloud:.+",
                            "spring", "org\\.springframework:.+",
                            "jackson", "com\\.fasterxml\\.jackson(\\..+)?:.+",
                            "jackson-3", "tools\\.jackson(\\..+)?:.+",
                            "junit", "org\\.junit(\\..+)?:.+",
                            "netty", "io\\.netty:netty-(?!tcnative).+",
                            "slf4j", "org\\.slf4j:.+",
                            "logback", "ch\\.qos\\.logback:.+",
                            "log4j", "org\\.apache\\.logging\\.log4j:.+",
                            "temporal", "io\\.temporal:.+",
                            "mockito", "org\\.mockito:.+",
                            "hibernate-orm", "org\\.hibernate(\\.orm)?:hibernate-(?!validator).+",
                            "hibernate-validator", "org\\.hibernate\\.validator:.+",
                            "micrometer", "io\\.micrometer:micrometer-(?!tracing).+",
                            "micrometer-tracing", "io\\.micrometer:micrometer-tracing.*",
                            "testcontainers", "org\\.testcontainers:.+",
                            "kotlin", "org\\.jetbrains\\.kotlin:.+",
                            "grpc", "io\\.grpc:.+",
                            "jetty", "org\\.eclipse\\.jetty(\\..+)?:.+",
                            "flyway", "org\\.flywaydb:.+",
                            "resolver", "org\\.apache\\.maven\\.resolver:.+",
                            "surefire",
                                    "org\\.apache\\.maven\\.plugins:maven-(surefire|failsafe)(-report)?-plugin.*"));

    /** Of Python: packages that one project releases together, by their canonical names. */
    public static final Families PYTHON =
            new Families(
                    families(
                            "pydantic", "pydantic|pydantic-core",
                            "boto", "boto3|botocore|aiobotocore|s3transfer",
                            "opentelemetry", "opentelemetry-.+",
                            "psycopg", "psycopg|psycopg-(binary|c|pool)",
                            "celery", "celery|kombu|amqp|vine",
                            "torch", "torch|torchvision|torchaudio",
                            "django-stubs", "django-stubs|django-stubs-ext",
                            "grpc", "grpcio(-.+)?",
                            "jupyter", "jupyterlab|jupyter-server|notebook"));

    private final Map<String, Pattern> patterns;

    private Families(Map<String, Pattern> patterns) {
        this.patterns = patterns;
    }

    private static Map<String, Pattern> families(String... namesAndPatterns) {
        Map<String, Pattern> families = new LinkedHashMap<>();
        for (int i = 0; i < namesAndPatterns.length; i += 2) {
            families.put(namesAndPatterns[i], Pattern.compile(namesAndPatterns[i + 1]));
        }
        return families;
    }

    /** The family's name, or the package's own when it has none. */
    public String of(String name) {
        return patterns.entrySet().stream()
                .filter(family -> family.getValue().matcher(name).matches())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(name);
    }

    /**
     * The members of one family as one, which climb together: at each rung, every member that has a
     * version of that rung moves.
     *
     * @param name of the family, or of the single package
     */
    public record Family(String name, List<Candidate> members) {

        public Family {
            members = List.copyOf(members);
        }
    }

    /** Groups candidates, in the order in which the first of each family comes. */
    public List<Family> group(List<Candidate> candidates) {
        Map<String, List<Candidate>> groups = new LinkedHashMap<>();
        for (Candidate candidate : candidates) {
            groups.computeIfAbsent(of(candidate.name()), name -> new ArrayList<>()).add(candidate);
        }
        return groups.entrySet().stream()
                .map(group -> new Family(group.getKey(), group.getValue()))
                .toList();
    }
}
