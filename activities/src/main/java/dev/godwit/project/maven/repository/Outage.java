package dev.godwit.project.maven.repository;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.resolution.ArtifactDescriptorException;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.eclipse.aether.transfer.ArtifactTransferException;
import org.eclipse.aether.transfer.MetadataNotFoundException;
import org.eclipse.aether.transfer.MetadataTransferException;
import org.eclipse.aether.transfer.RepositoryOfflineException;

/** Tells a repository that has not got something from one that could not be asked. */
final class Outage {

    private Outage() {}

    /**
     * Returns when every repository that was asked has answered.
     *
     * @throws IOException when one of them has not
     */
    static void check(Throwable failure) throws IOException {
        Deque<Throwable> open = new ArrayDeque<>();
        Set<Throwable> seen = new HashSet<>();
        open.push(failure);
        while (!open.isEmpty()) {
            Throwable one = open.pop();
            if (!seen.add(one)) {
                continue;
            }
            if (unanswered(one)) {
                throw new IOException("a repository cannot be asked: " + one.getMessage(), failure);
            }
            if (one.getCause() != null) {
                open.push(one.getCause());
            }
            switch (one) {
                case ArtifactResolutionException several ->
                        several.getResults().stream()
                                .map(ArtifactResult::getExceptions)
                                .forEach(all -> all.forEach(open::push));
                case DependencyResolutionException several ->
                        several.getResult().getArtifactResults().stream()
                                .map(ArtifactResult::getExceptions)
                                .forEach(all -> all.forEach(open::push));
                case ArtifactDescriptorException several ->
                        several.getResult().getExceptions().forEach(open::push);
                default -> {}
            }
        }
    }

    private static boolean unanswered(Throwable one) {
        return switch (one) {
            case ArtifactNotFoundException there ->
                    there.getCause() instanceof RepositoryOfflineException;
            case MetadataNotFoundException there ->
                    there.getCause() instanceof RepositoryOfflineException;
            case ArtifactTransferException silent -> true;
            case MetadataTransferException silent -> true;
            default -> false;
        };
    }

    /** The innermost reason in Maven's own words. */
    static String words(Throwable failure) {
        Throwable last = failure;
        while (last.getCause() instanceof RepositoryException deeper) {
            last = deeper;
        }
        String message = last.getMessage();
        return message == null ? last.toString() : message.lines().findFirst().orElse("");
    }
}
