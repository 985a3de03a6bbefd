package dev.godwit.plan.script;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The two halves of a file of SQL: what it does, and, below a line {@code -- down}, what takes it
 * back. The markers of dbmate and goose are understood as well.
 *
 * @param down null when there is no such line
 */
record Halves(String up, @Nullable String down) {

    private static final Pattern DOWN =
            Pattern.compile("(?im)^[ \\t]*--[ \\t]*(?:migrate:|\\+goose[ \\t]+)?down[ \\t]*$");

    static Halves of(String text) {
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        Matcher marker = DOWN.matcher(plain);
        return marker.find()
                ? new Halves(plain.substring(0, marker.start()), plain.substring(marker.end()))
                : new Halves(plain, null);
    }
}
