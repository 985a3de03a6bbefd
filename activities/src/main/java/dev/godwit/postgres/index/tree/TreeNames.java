package dev.godwit.postgres.index.tree;

import dev.godwit.plan.operation.index.IndexNames;
import dev.godwit.plan.schema.partition.PartitionTree;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.ObjectWork;
import dev.godwit.postgres.catalog.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The names that the parts of an index have in the end. */
final class TreeNames {

    private final Connection connection;
    private final ObjectWork.BuildTree build;
    private final Set<QualifiedName> given = new HashSet<>();

    TreeNames(Connection connection, ObjectWork.BuildTree build) {
        this.connection = connection;
        this.build = build;
    }

    /** The statements that give them; what PostgreSQL has made for a new partition has one. */
    List<String> renames(LiveTree tree) throws SQLException {
        List<String> statements = new ArrayList<>();
        for (LiveTree.Branch branch : tree.branches()) {
            for (LiveTree.Part part : tree.parts()) {
                if (part.table() == branch.oid()
                        && part.name().name().startsWith(build.reserved())) {
                    statements.add(
                            "alter index %s rename to %s"
                                    .formatted(
                                            part.name().sql(),
                                            Identifier.quote(name(branch.name(), part))));
                }
            }
        }
        return statements;
    }

    private String name(QualifiedName table, LiveTree.Part part) throws SQLException {
        if (table.equals(build.table())) {
            return build.name();
        }
        for (PartitionTree.Part known : build.known()) {
            if (known.table().equals(table)
                    && free(new QualifiedName(table.schema(), known.name()))) {
                return known.name();
            }
        }
        int number = 0;
        while (true) {
            QualifiedName name = IndexNames.of(table, part.columns(), number++);
            if (free(name)) {
                return name.name();
            }
        }
    }

    private boolean free(QualifiedName name) throws SQLException {
        return !Rows.exists(connection, name.sql()) && given.add(name);
    }
}
