package dev.godwit.plan.reading;

/** A place in a plan file. A record component of this type is filled by the reader. */
public record Location(String source, int line) {

    @Override
    public String toString() {
        return source + ":" + line;
    }
}
