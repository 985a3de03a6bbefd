package dev.godwit.cli.stack;

/** The local stack cannot be had, in four parts for a person to read. */
public final class StackFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String code;
    private final String where;
    private final String because;
    private final String next;

    StackFailure(String code, String what, String where, String because, String next) {
        super(what);
        this.code = code;
        this.where = where;
        this.because = because;
        this.next = next;
    }

    /** What is wrong, in one sentence. */
    public String what() {
        return String.valueOf(getMessage());
    }

    /** Stable, {@code GW-5xx}. */
    public String code() {
        return code;
    }

    public String where() {
        return where;
    }

    public String because() {
        return because;
    }

    /** What to do about it: choices, one a line. */
    public String next() {
        return next;
    }
}
