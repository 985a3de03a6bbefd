package dev.godwit.project.maven.pom;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Finds elements by their bytes, so that a text can be replaced and nothing else. For files that
 * Maven can read: it does not tell every kind of ill-formed XML. Any encoding will do in which
 * markup is ASCII.
 */
final class Xml {

    private final String file;
    private final String all;
    private final Deque<Element> open = new ArrayDeque<>();
    private int at;

    private Xml(String file, String all) {
        this.file = file;
        this.all = all;
    }

    /**
     * The root element.
     *
     * @param file for messages
     * @throws IOException when this cannot be read, or not without a document type
     */
    static Element read(String file, byte[] bytes) throws IOException {
        // One character for each byte: places are places in the file.
        Xml xml = new Xml(file, new String(bytes, StandardCharsets.ISO_8859_1));
        if (xml.all.indexOf('\0') >= 0) {
            throw xml.failure("is written in an encoding that is not edited, such as UTF-16");
        }
        return xml.scan();
    }

    private Element scan() throws IOException {
        Element document = new Element("");
        open.push(document);
        while (at < all.length()) {
            if (all.startsWith("<!--", at)) {
                pass("-->");
            } else if (all.startsWith("<![CDATA[", at)) {
                int begin = at + "<![CDATA[".length();
                pass("]]>");
                text(begin, at - "]]>".length());
            } else if (all.startsWith("<?", at)) {
                pass("?>");
            } else if (all.startsWith("<!", at)) {
                throw failure("has a document type");
            } else if (all.startsWith("</", at)) {
                pass(">");
                open.pop();
                if (open.isEmpty()) {
                    throw failure("ends an element that has not begun");
                }
            } else if (all.charAt(at) == '<') {
                element();
            } else {
                int begin = at;
                at = all.indexOf('<', at) < 0 ? all.length() : all.indexOf('<', at);
                text(begin, at);
            }
        }
        if (open.size() != 1 || document.children().size() != 1) {
            throw failure("does not hold one whole element");
        }
        return document.children().getFirst();
    }

    private void element() throws IOException {
        int begin = at + 1;
        char quote = 0;
        for (at = begin; at < all.length(); at++) {
            char c = all.charAt(at);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '>') {
                break;
            }
        }
        if (at == all.length()) {
            throw failure("ends within a tag");
        }
        String tag = all.substring(begin, at);
        boolean closed = tag.endsWith("/");
        String name = tag.split("[\\s/]", 2)[0];
        Element element = new Element(name.substring(name.indexOf(':') + 1));
        open.element().add(element);
        if (!closed) {
            open.push(element);
        }
        at++;
    }

    private void text(int from, int to) {
        String raw = all.substring(from, to);
        String piece = raw.strip();
        if (!piece.isEmpty()) {
            open.element().add(piece, from + raw.indexOf(piece));
        }
    }

    private void pass(String end) throws IOException {
        int found = all.indexOf(end, at);
        if (found < 0) {
            throw failure("lacks a " + end);
        }
        at = found + end.length();
    }

    private IOException failure(String what) {
        return new IOException(file + " " + what);
    }
}
