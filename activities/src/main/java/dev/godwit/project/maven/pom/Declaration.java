package dev.godwit.project.maven.pom;

import java.util.ArrayList;
import java.util.List;

/**
 * A version that a pom writes down for an artifact.
 *
 * @param pom it stands in
 * @param profile it belongs to; empty for none
 * @param element that holds groupId, artifactId and version
 */
public record Declaration(Pom pom, String profile, Section section, Element element) {

    private static final String PLUGINS = "org.apache.maven.plugins";

    /** Everything that a pom declares with a version, in its order. */
    static List<Declaration> in(Pom pom) {
        List<Declaration> found = new ArrayList<>();
        pom.root().find("parent").ifPresent(one -> add(found, pom, "", Section.PARENT, one));
        project(found, pom, "", pom.root());
        for (Element profile : pom.root().all("profiles/profile")) {
            project(found, pom, profile.text("id"), profile);
        }
        return found;
    }

    /** The extensions of a list of core extensions. */
    static List<Declaration> ofMaven(Pom extensions) {
        List<Declaration> found = new ArrayList<>();
        for (Element one : extensions.root().all("extension")) {
            add(found, extensions, "", Section.CORE_EXTENSION, one);
        }
        return found;
    }

    private static void project(List<Declaration> found, Pom pom, String profile, Element of) {
        for (Element one : of.all("dependencyManagement/dependencies/dependency")) {
            boolean list = one.text("scope").equals("import") && one.text("type").equals("pom");
            add(found, pom, profile, list ? Section.IMPORT : Section.MANAGED, one);
        }
        for (Element one : of.all("dependencies/dependency")) {
            add(found, pom, profile, Section.DEPENDENCY, one);
        }
        plugins(found, pom, profile, Section.MANAGED_PLUGIN, of, "build/pluginManagement/plugins");
        plugins(found, pom, profile, Section.PLUGIN, of, "build/plugins");
        for (Element one : of.all("build/extensions/extension")) {
            add(found, pom, profile, Section.EXTENSION, one);
        }
        plugins(found, pom, profile, Section.REPORT, of, "reporting/plugins");
    }

    private static void plugins(
            List<Declaration> found,
            Pom pom,
            String profile,
            Section section,
            Element of,
            String path) {
        for (Element plugin : of.all(path + "/plugin")) {
            add(found, pom, profile, section, plugin);
            for (Element one : plugin.all("dependencies/dependency")) {
                add(found, pom, profile, Section.PLUGIN_DEPENDENCY, one);
            }
            for (Element paths : plugin.deep("annotationProcessorPaths")) {
                for (Element one : paths.children()) {
                    add(found, pom, profile, Section.PROCESSOR, one);
                }
            }
        }
    }

    private static void add(
            List<Declaration> found, Pom pom, String profile, Section section, Element element) {
        if (element.find("version").filter(version -> !version.text().isEmpty()).isPresent()) {
            found.add(new Declaration(pom, profile, section, element));
        }
    }

    /** As it is written. */
    String groupId() {
        String group = element.text("groupId");
        boolean plugin =
                section == Section.PLUGIN
                        || section == Section.MANAGED_PLUGIN
                        || section == Section.REPORT;
        return group.isEmpty() && plugin ? PLUGINS : group;
    }

    /** As it is written. */
    String artifactId() {
        return element.text("artifactId");
    }

    Element version() {
        return element.find("version").orElseThrow();
    }

    /** The same in another pom is another declaration of the same. */
    String key() {
        return String.join(
                ":",
                section.name(),
                profile,
                groupId(),
                artifactId(),
                element.text("type"),
                element.text("classifier"));
    }
}
