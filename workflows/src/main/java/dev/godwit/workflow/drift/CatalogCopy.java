package dev.godwit.workflow.drift;

import java.util.List;

/**
 * A target's catalog on its way to the other. It holds definitions, also the bodies of functions,
 * and no row of any table.
 *
 * @param packed gzip of JSON, in Base64
 * @param version the server's major
 * @param migrations that its tables of migrations know as applied
 */
public record CatalogCopy(String target, String packed, int version, List<String> migrations) {

    public CatalogCopy {
        migrations = List.copyOf(migrations);
    }
}
