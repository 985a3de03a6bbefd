package dev.godwit.workflow.operator;

/**
 * One thing that was looked at.
 *
 * @param name what, in two or three words: {@code search attributes}
 * @param said what was found, one sentence
 * @param because why that matters; empty when all is well
 * @param next what to do about it; empty when all is well
 */
public record Check(String name, Level level, String said, String because, String next) {

    /** How much it matters. */
    public enum Level {
        OK,
        /** Works, but people should know. */
        NOTE,
        /** Will hurt some day. */
        WARNING,
        /** Runs cannot work, or not safely. */
        FAILURE,
        /** Could not be found out. */
        UNKNOWN;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** All is well. */
    public static Check ok(String name, String said) {
        return new Check(name, Level.OK, said, "", "");
    }
}
