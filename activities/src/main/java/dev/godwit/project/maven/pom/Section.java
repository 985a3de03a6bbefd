package dev.godwit.project.maven.pom;

/** Where in a pom a version can stand. */
public enum Section {
    PARENT("as the parent"),
    DEPENDENCY("as a dependency"),
    MANAGED("in dependencyManagement"),
    IMPORT("as an imported list of versions"),
    PLUGIN("as a plugin"),
    MANAGED_PLUGIN("in pluginManagement"),
    PLUGIN_DEPENDENCY("as a dependency of a plugin"),
    PROCESSOR("as an annotation processor"),
    EXTENSION("as an extension of the build"),
    CORE_EXTENSION("as an extension of Maven"),
    REPORT("as a plugin of the reports");

    private final String words;

    Section(String words) {
        this.words = words;
    }

    /** For messages. */
    public String words() {
        return words;
    }

    /** Whether it comes from the repositories for plugins. */
    public boolean plugin() {
        return switch (this) {
            case PLUGIN, MANAGED_PLUGIN, PLUGIN_DEPENDENCY, EXTENSION, CORE_EXTENSION, REPORT ->
                    true;
            case PARENT, DEPENDENCY, MANAGED, IMPORT, PROCESSOR -> false;
        };
    }
}
