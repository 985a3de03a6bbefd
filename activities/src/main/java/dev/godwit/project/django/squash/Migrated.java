package dev.godwit.project.django.squash;

import java.util.List;

/**
 * How a database stands after several migrations at once. Migrations are called {@code app.name}.
 *
 * @param recorded what Django has written down as applied
 * @param pending what is left
 * @param failure which one failed and why, without a value of a row; empty when all went well
 */
public record Migrated(List<String> recorded, List<String> pending, String failure) {

    public Migrated {
        recorded = List.copyOf(recorded);
        pending = List.copyOf(pending);
    }
}
