package dev.godwit.plan.script;

import dev.godwit.plan.sql.ConcurrentIndex;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.sql.Statements;
import dev.godwit.plan.sql.Statements.NotSqlException;
import dev.godwit.plan.step.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The statements of a migration by how they can run.
 *
 * @param together those that run in one transaction
 * @param back those of its way back
 * @param indexes built or dropped concurrently, each as a step of its own; then nothing else is
 *     together
 * @param mixed words for what fits neither
 */
record Apart(List<String> together, List<String> back, List<Index> indexes, List<String> mixed) {

    Apart {
        together = List.copyOf(together);
        back = List.copyOf(back);
        indexes = List.copyOf(indexes);
        mixed = List.copyOf(mixed);
    }

    /** An index as a step. */
    sealed interface Index {

        /** For people. */
        String words();

        /** The step. @param reserved Godwit's own name while it is built */
        Work work(String reserved);

        /** What takes it back; none when it is not known how it was built. */
        List<Work> undo(String reserved);
    }

    private record Built(ConcurrentIndex index) implements Index {
        @Override
        public String words() {
            return "build index %s on %s".formatted(index.name(), index.table());
        }

        @Override
        public Work work(String reserved) {
            return build(index, reserved);
        }

        @Override
        public List<Work> undo(String reserved) {
            String schema = index.table().schema();
            return List.of(
                    new Work.DropIndex(new QualifiedName(schema, name(index, reserved))),
                    new Work.DropIndex(new QualifiedName(schema, index.name())));
        }
    }

    private record Dropped(QualifiedName index, Optional<ConcurrentIndex> again) implements Index {
        @Override
        public String words() {
            return "drop index " + index;
        }

        @Override
        public Work work(String reserved) {
            return new Work.DropIndex(index);
        }

        @Override
        public List<Work> undo(String reserved) {
            return again.stream().map(built -> (Work) build(built, reserved)).toList();
        }
    }

    static Apart of(SqlMigration migration, String schema) throws NotSqlException {
        List<String> up = migration.up();
        List<String> down = migration.down() == null ? List.of() : migration.down();
        List<Index> indexes = indexes(up, down, schema);
        if (indexes.size() == up.size() && !up.isEmpty()) {
            // Their way back is that of the steps; what else there is would have to run together.
            return new Apart(List.of(), List.of(), indexes, without(indexesIn(down, schema), down));
        }
        List<String> mixed = new ArrayList<>(outside(up));
        mixed.addAll(outside(down));
        return new Apart(up, down, List.of(), mixed);
    }

    private static List<Index> indexes(List<String> up, List<String> down, String schema)
            throws NotSqlException {
        List<Index> indexes = new ArrayList<>();
        for (String statement : up) {
            if (outside(List.of(statement)).isEmpty()) {
                return List.of();
            }
            Optional<ConcurrentIndex> built = ConcurrentIndex.built(statement, schema);
            List<QualifiedName> dropped = ConcurrentIndex.dropped(statement, schema);
            if (built.isPresent()) {
                indexes.add(new Built(built.get()));
            } else if (dropped.size() == 1) {
                indexes.add(
                        new Dropped(dropped.getFirst(), again(dropped.getFirst(), down, schema)));
            } else {
                return List.of();
            }
        }
        return indexes;
    }

    private static Optional<ConcurrentIndex> again(
            QualifiedName index, List<String> down, String schema) throws NotSqlException {
        for (String statement : down) {
            Optional<ConcurrentIndex> built = ConcurrentIndex.built(statement, schema);
            if (built.isPresent() && built.get().name().equals(index.name())) {
                return built;
            }
        }
        return Optional.empty();
    }

    private static List<String> indexesIn(List<String> down, String schema) throws NotSqlException {
        List<String> found = new ArrayList<>();
        for (String statement : down) {
            if (ConcurrentIndex.built(statement, schema).isPresent()
                    || !ConcurrentIndex.dropped(statement, schema).isEmpty()) {
                found.add(statement);
            }
        }
        return found;
    }

    private static List<String> without(List<String> known, List<String> all) {
        return all.stream()
                .filter(statement -> !known.contains(statement))
                .map(statement -> "other statements beside CONCURRENTLY")
                .distinct()
                .toList();
    }

    private static List<String> outside(List<String> statements) throws NotSqlException {
        List<String> outside = new ArrayList<>();
        for (String statement : statements) {
            outside.addAll(Statements.parse(statement).untransactional());
        }
        return outside;
    }

    private static Work.BuildIndex build(ConcurrentIndex index, String reserved) {
        String name = name(index, reserved);
        return new Work.BuildIndex(
                index.table(),
                name,
                index.name(),
                index.create(name),
                !index.key().isEmpty(),
                index.key(),
                null);
    }

    /** Several indexes of one migration are built under names of their own. */
    private static String name(ConcurrentIndex index, String reserved) {
        return reserved + "_" + Integer.toHexString(index.name().hashCode());
    }
}
