package dev.godwit.cli.report.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An element of a page. Foreign words come in through {@link #text} and {@link #at} alone, which
 * escape them; names of elements and attributes are constants of this program.
 */
final class Tag {

    private static final Set<String> VOID = Set.of("meta", "br");

    private final String name;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final List<Object> inside = new ArrayList<>();

    private record Raw(String text) {}

    private Tag(String name) {
        this.name = name;
    }

    static Tag of(String name) {
        return new Tag(name);
    }

    /** An element with a class and text. */
    static Tag of(String name, String kind, String text) {
        return of(name).at("class", kind).text(text);
    }

    Tag at(String attribute, String value) {
        if (!value.isEmpty() || attribute.equals("alt")) {
            attributes.put(attribute, value);
        }
        return this;
    }

    Tag text(String text) {
        inside.add(text);
        return this;
    }

    Tag add(Tag... tags) {
        inside.addAll(List.of(tags));
        return this;
    }

    Tag add(List<Tag> tags) {
        inside.addAll(tags);
        return this;
    }

    /** A style sheet of our own, as it is. */
    Tag sheet(String css) {
        inside.add(new Raw(css));
        return this;
    }

    @Override
    public String toString() {
        StringBuilder page = new StringBuilder();
        write(page);
        return page.toString();
    }

    private void write(StringBuilder page) {
        page.append('<').append(name);
        attributes.forEach(
                (attribute, value) ->
                        page.append(' ')
                                .append(attribute)
                                .append("=\"")
                                .append(escaped(value))
                                .append('"'));
        page.append('>');
        if (VOID.contains(name)) {
            return;
        }
        for (Object part : inside) {
            switch (part) {
                case Tag tag -> tag.write(page);
                case Raw raw -> page.append(raw.text());
                default -> page.append(escaped(part.toString()));
            }
        }
        page.append("</").append(name).append('>');
        if (name.matches("tr|thead|tbody|table|section|header|main|h[1-3]|p|svg|dl|style|head")) {
            page.append('\n');
        }
    }

    /** Also against characters that turn the direction of text around or that HTML forbids. */
    private static String escaped(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}&&[^\\n\\t]]", "\ufffd")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
