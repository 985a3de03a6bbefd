package dev.godwit.project.audit.file;

import dev.godwit.project.audit.Component;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.cyclonedx.Version;
import org.cyclonedx.exception.GeneratorException;
import org.cyclonedx.generators.BomGeneratorFactory;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component.Type;
import org.cyclonedx.model.Metadata;
import org.cyclonedx.model.Property;

/**
 * A software bill of materials: CycloneDX 1.6, as JSON. Of the same components and time it is the
 * same file, whatever their order.
 *
 * @see <a href="https://cyclonedx.org/docs/1.6/json/">CycloneDX 1.6</a>
 */
public final class Sbom {

    private Sbom() {}

    /**
     * For people and other programs.
     *
     * @param project that uses the components
     * @param time at which it did
     */
    public static String of(String project, List<Component> components, Instant time) {
        return write(project, components, Optional.of(time), true);
    }

    /**
     * For osv-scanner, which takes a component's name for the whole name of a package and its group
     * for nothing: split, {@code org.apache.logging.log4j:log4j-core} would be clean.
     */
    public static String ofWholeNames(List<Component> components) {
        return write("project", components, Optional.empty(), false);
    }

    private static String write(
            String project, List<Component> components, Optional<Instant> time, boolean split) {
        List<Component> sorted =
                components.stream().sorted(Comparator.comparing(Component::purl)).toList();
        org.cyclonedx.model.Component about = new org.cyclonedx.model.Component();
        about.setType(Type.APPLICATION);
        about.setName(project);
        Metadata metadata = new Metadata();
        metadata.setComponent(about);
        time.map(Date::from).ifPresent(metadata::setTimestamp);
        Bom bom = new Bom();
        bom.setSerialNumber("urn:uuid:" + serial(project, sorted));
        bom.setVersion(1);
        bom.setMetadata(metadata);
        sorted.forEach(one -> bom.addComponent(library(one, split)));
        try {
            return BomGeneratorFactory.createJson(Version.VERSION_16, bom).toJsonString(true);
        } catch (GeneratorException impossible) {
            throw new IllegalStateException("an SBOM cannot be written", impossible);
        }
    }

    private static org.cyclonedx.model.Component library(Component one, boolean split) {
        int end = Math.max(one.name().lastIndexOf(':'), one.name().lastIndexOf('/'));
        var library = new org.cyclonedx.model.Component();
        library.setType(Type.LIBRARY);
        if (split && end > 0) {
            library.setGroup(one.name().substring(0, end));
            library.setName(one.name().substring(end + 1));
        } else {
            library.setName(one.name());
        }
        library.setVersion(one.version());
        library.setPurl(one.purl());
        library.setBomRef(one.purl());
        Property path = new Property();
        path.setName("godwit:path");
        path.setValue(one.path());
        library.addProperty(path);
        return library;
    }

    private static UUID serial(String project, List<Component> sorted) {
        StringBuilder content = new StringBuilder(project);
        sorted.forEach(
                one -> content.append('\n').append(one.purl()).append(' ').append(one.path()));
        return UUID.nameUUIDFromBytes(content.toString().getBytes(StandardCharsets.UTF_8));
    }
}
