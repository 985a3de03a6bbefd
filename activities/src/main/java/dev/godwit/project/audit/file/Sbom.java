package dev.godwit.project.audit.file;

import dev.godwit.project.audit.Component;
import dev.godwit.project.audit.Inventory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.cyclonedx.Version;
import org.cyclonedx.exception.GeneratorException;
import org.cyclonedx.generators.BomGeneratorFactory;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Metadata;

/**
 * What a project uses, as CycloneDX 1.6 in JSON. The same for the same packages: it has no time,
 * and its serial number is made of its content.
 *
 * @see <a href="https://cyclonedx.org/docs/1.6/json/">CycloneDX 1.6</a>
 */
public final class Sbom {

    private Sbom() {}

    /** As text. @param project its name, for people */
    public static String of(String project, Inventory inventory) {
        List<Component> components = new ArrayList<>(inventory.components());
        components.sort(Comparator.comparing(Component::purl));
        Bom bom = new Bom();
        String content = components.stream().map(Component::purl).collect(Collectors.joining("\n"));
        bom.setSerialNumber(
                "urn:uuid:"
                        + UUID.nameUUIDFromBytes(
                                (project + "\n" + content).getBytes(StandardCharsets.UTF_8)));
        bom.setVersion(1);
        bom.setMetadata(metadata(project));
        bom.setComponents(components.stream().map(Sbom::component).toList());
        try {
            return BomGeneratorFactory.createJson(Version.VERSION_16, bom).toJsonString() + "\n";
        } catch (GeneratorException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Metadata metadata(String project) {
        org.cyclonedx.model.Component root = new org.cyclonedx.model.Component();
        root.setType(org.cyclonedx.model.Component.Type.APPLICATION);
        root.setName(project);
        root.setBomRef("project");
        Metadata metadata = new Metadata();
        metadata.setTimestamp(null);
        metadata.setComponent(root);
        return metadata;
    }

    private static org.cyclonedx.model.Component component(Component one) {
        org.cyclonedx.model.Component component = new org.cyclonedx.model.Component();
        component.setType(org.cyclonedx.model.Component.Type.LIBRARY);
        int group = Math.max(one.name().lastIndexOf('/'), one.name().lastIndexOf(':'));
        if (group > 0) {
            component.setGroup(one.name().substring(0, group));
        }
        component.setName(one.name().substring(group + 1));
        component.setVersion(one.version());
        component.setPurl(one.purl());
        component.setBomRef(one.purl());
        return component;
    }
}
