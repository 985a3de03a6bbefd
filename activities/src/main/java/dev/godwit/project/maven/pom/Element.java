package dev.godwit.project.maven.pom;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An XML element with the place of its text in the file. */
public final class Element {

    private final String name;
    private final List<Element> children = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private int start = -1;
    private int end = -1;
    private int pieces;

    Element(String name) {
        this.name = name;
    }

    void add(Element child) {
        children.add(child);
    }

    /** One piece of its text, without the blanks around it. */
    void add(String piece, int from) {
        if (pieces++ == 0) {
            start = from;
            end = from + piece.length();
        }
        text.append(piece);
    }

    /** Without a namespace's prefix. */
    public String name() {
        return name;
    }

    /** Without blanks around it and without comments; empty when it has none. */
    public String text() {
        return text.toString();
    }

    /** Where the text begins in the file's bytes. */
    public int start() {
        return start;
    }

    /** Where the text ends in the file's bytes. */
    public int end() {
        return end;
    }

    /** Whether its text stands in one piece, with no comment inside. */
    public boolean whole() {
        return pieces == 1;
    }

    public List<Element> children() {
        return children;
    }

    /** Those at the end of a path: {@code build/plugins/plugin}. */
    public List<Element> all(String path) {
        List<Element> found = List.of(this);
        for (String step : path.split("/")) {
            found =
                    found.stream()
                            .flatMap(one -> one.children.stream())
                            .filter(child -> child.name.equals(step))
                            .toList();
        }
        return found;
    }

    /** The first one at the end of a path. */
    public Optional<Element> find(String path) {
        return all(path).stream().findFirst();
    }

    /** The text at the end of a path; empty when there is none. */
    public String text(String path) {
        return find(path).map(Element::text).orElse("");
    }

    /** Those of a name, however deep. */
    public List<Element> deep(String wanted) {
        List<Element> found = new ArrayList<>();
        for (Element child : children) {
            if (child.name.equals(wanted)) {
                found.add(child);
            }
            found.addAll(child.deep(wanted));
        }
        return found;
    }
}
