package dev.godwit.workflow.upgrade.message;

import java.util.List;

/**
 * An advisory that a package falls under.
 *
 * @param id a GHSA id where there is one
 * @param name of the package
 * @param version that is used
 * @param severity low, moderate, high, critical or unknown
 * @param fixedIn versions that are not affected any more; empty when there is none
 * @param path file that it was found by
 * @param title one line
 * @param waiver why somebody says that it does not matter here; empty when nobody does
 */
public record Advisory(
        String id,
        String name,
        String version,
        String severity,
        List<String> fixedIn,
        String path,
        String title,
        String waiver) {

    public Advisory {
        fixedIn = List.copyOf(fixedIn);
    }
}
