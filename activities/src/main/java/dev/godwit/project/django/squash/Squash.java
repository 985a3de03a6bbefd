package dev.godwit.project.django.squash;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * One migration of an app in the place of several. Migrations are called {@code app.name} here.
 *
 * @param replaces what it was made of, in order
 * @param needs what has to be applied before it
 * @param back where to the app is taken back when it is taken back; {@code app.zero} for nothing
 * @param left what operations of the replaced ones it leaves out as elidable
 * @param irreversible operations of it that Django cannot take back
 * @param said how much shorter it is; empty for one that was there already
 * @param path where it belongs; empty for one that is there
 * @param text of the file; empty for one that is there
 */
public record Squash(
        String app,
        String name,
        List<String> replaces,
        List<String> needs,
        String back,
        List<String> left,
        List<String> irreversible,
        String said,
        String path,
        String text) {

    public Squash {
        replaces = List.copyOf(replaces);
        needs = List.copyOf(needs);
        left = List.copyOf(left);
        irreversible = List.copyOf(irreversible);
    }

    /** {@code app.name}. */
    public String id() {
        return app + "." + name;
    }

    /** Whether the project had it before it was asked for. */
    public boolean there() {
        return text.isEmpty();
    }

    /** Where {@link #put} writes it. */
    public Path file() {
        return Path.of(path);
    }

    /**
     * Writes it into the project, as a whole or not at all, over nothing.
     *
     * @throws java.nio.file.FileAlreadyExistsException when there is such a file meanwhile
     */
    public void put() throws IOException {
        WholeFile.put(file(), text);
    }
}
