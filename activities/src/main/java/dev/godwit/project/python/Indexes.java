package dev.godwit.project.python;

import dev.godwit.project.python.declared.Pyproject;
import dev.godwit.project.python.declared.Requirements;
import dev.godwit.project.python.program.Venv;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Where a project's packages come from: what is configured, and what its own files name. */
final class Indexes {

    private Indexes() {}

    static List<URI> of(Layout layout, Venv venv) throws IOException {
        Set<URI> indexes = new LinkedHashSet<>(venv.indexes(layout.uv()));
        Stream.of(
                        layout.pyproject().stream().map(Pyproject::indexes),
                        layout.written().stream().map(Requirements::indexes),
                        layout.installed().stream().map(Requirements::indexes))
                .flatMap(all -> all)
                .flatMap(List::stream)
                // Others name variables that only the user has.
                .filter(one -> one.matches("https?://[^\\s$]+"))
                .map(URI::create)
                .forEach(indexes::add);
        return List.copyOf(indexes);
    }
}
