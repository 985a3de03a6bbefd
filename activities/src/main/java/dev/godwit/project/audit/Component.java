package dev.godwit.project.audit;

import java.nio.file.Path;
import java.util.Optional;

/**
 * One package that a project uses, directly or not.
 *
 * @param name as its ecosystem writes it: {@code @nestjs/core}, {@code org.slf4j:slf4j-api}
 * @param version that is used
 * @param purl its package URL
 * @param path file that says so, relative to the project: {@code package-lock.json}
 * @param archive the package itself on this host, where it is one file
 * @see <a href="https://github.com/package-url/purl-spec">Package URL</a>
 */
public record Component(
        String name, String version, String purl, String path, Optional<Path> archive) {}
