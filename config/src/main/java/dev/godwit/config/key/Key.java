package dev.godwit.config.key;

import java.util.List;

/**
 * A key of the configuration file.
 *
 * @param form of its value, for people
 * @param usual what holds where the file does not give it; empty where it must
 * @param words what it means; Markdown
 */
public record Key(String name, String form, String usual, String words) {

    /** The names of some keys. */
    public static List<String> names(List<Key> keys) {
        return keys.stream().map(Key::name).toList();
    }
}
