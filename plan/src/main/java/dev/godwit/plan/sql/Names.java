package dev.godwit.plan.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Names as people write them: {@code users}, {@code shop.users}, {@code "Odd.Name"}. */
public final class Names {

    private Names() {}

    /** Reads a relation's name; without a schema it is in {@code public}. Empty when it is none. */
    public static Optional<QualifiedName> relation(String text) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                part.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == '.' && !quoted) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        if (quoted || parts.size() > 2 || parts.stream().anyMatch(String::isBlank)) {
            return Optional.empty();
        }
        return Optional.of(
                parts.size() == 2
                        ? new QualifiedName(parts.get(0), parts.get(1))
                        : new QualifiedName("public", parts.getFirst()));
    }

    /** The same, for a text that was checked before. */
    public static QualifiedName known(String text) {
        return relation(text).orElseGet(() -> new QualifiedName("public", text));
    }
}
