package dev.godwit.project.django;

import java.util.List;

/**
 * How a project and a database stand to each other.
 *
 * @param migrations all that are on disk, of installed packages too, each behind what it depends
 *     on; squashes and what they replace
 * @param plan what is pending, as {@code app.name}, in Django's own order
 * @param orphans what is recorded and on disk no more
 * @param conflicts apps that have to be merged first
 * @param unmigrated what the models say and no migration does: {@code shop: Add field x to y}
 */
public record State(
        List<Migration> migrations,
        List<String> plan,
        List<String> orphans,
        List<Conflict> conflicts,
        List<String> unmigrated) {

    public State {
        migrations = List.copyOf(migrations);
        plan = List.copyOf(plan);
        orphans = List.copyOf(orphans);
        conflicts = List.copyOf(conflicts);
        unmigrated = List.copyOf(unmigrated);
    }
}
