package dev.godwit.project.python.index;

import dev.godwit.project.python.declared.Release;
import dev.godwit.project.python.declared.Specifier;
import java.time.Instant;
import java.util.Optional;

/**
 * A release of a package, as an index lists it.
 *
 * @param python Pythons that it is for
 * @param yanked whether all of its files have been withdrawn
 * @param uploaded when the first of its files came; empty where the index does not say
 */
public record Listing(
        Release release, Specifier python, boolean yanked, Optional<Instant> uploaded) {}
