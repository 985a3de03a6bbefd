package dev.godwit.project.audit.tool;

import dev.godwit.project.audit.Component;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keeps book of the packages that an auditor was asked about, and has answered for. */
final class Asked {

    private final Map<String, Component> all = new LinkedHashMap<>();
    private final Set<String> open;

    Asked(List<Component> components) {
        components.forEach(one -> all.putIfAbsent(key(one, one.name(), one.version()), one));
        open = new LinkedHashSet<>(all.keySet());
    }

    /** The package as the project calls it; empty when nobody has asked about it. */
    Optional<Component> answered(String name, String version) {
        String exact = name + "@" + version;
        String key = all.containsKey(exact) ? exact : spelled(name) + "@" + version;
        open.remove(key);
        return Optional.ofNullable(all.get(key));
    }

    /** One sentence for each of which it has said nothing. */
    List<String> silent() {
        List<String> silent = new ArrayList<>();
        for (String key : open) {
            Component one = all.get(key);
            if (one != null) {
                silent.add(one.name() + " " + one.version() + " was not looked at");
            }
        }
        return silent;
    }

    /** Whether a package goes by that name. */
    static boolean named(String name, Component component) {
        return key(component, name, "").equals(key(component, component.name(), ""));
    }

    private static String key(Component component, String name, String version) {
        boolean python = component.purl().startsWith("pkg:pypi/");
        return (python ? spelled(name) : name) + "@" + version;
    }

    /** PyPI has one package under several spellings. */
    private static String spelled(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
    }
}
