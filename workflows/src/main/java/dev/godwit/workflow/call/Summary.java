package dev.godwit.workflow.call;

import java.nio.charset.StandardCharsets;

/** One line for the Temporal UI. The server refuses summaries above 200 bytes. */
public final class Summary {

    static final int MAX_BYTES = 200;

    private static final String CUT = "...";

    private Summary() {}

    /** The text, cut between two characters where it is too long. */
    public static String of(String text) {
        if (bytes(text) <= MAX_BYTES) {
            return text;
        }
        int end = 0;
        int room = MAX_BYTES - CUT.length();
        while (end < text.length()) {
            int next = text.offsetByCodePoints(end, 1);
            room -= bytes(text.substring(end, next));
            if (room < 0) {
                break;
            }
            end = next;
        }
        return text.substring(0, end) + CUT;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
