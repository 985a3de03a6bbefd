package dev.godwit.postgres.author;

import java.util.List;
import java.util.Map;

/**
 * What is to be written.
 *
 * @param files texts by their paths, as seen from the folder of migrations
 * @param said what there is to know about it
 */
record Draft(Map<String, String> files, List<String> said) {

    Draft {
        files = Map.copyOf(files);
        said = List.copyOf(said);
    }
}
