package dev.godwit.migration.folder;

import dev.godwit.plan.spec.PlanKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How the migrations of one tool are found among the files of a project, and read. */
interface Tool {

    /** All that are known, in the order in which people are told of them. */
    List<Tool> ALL =
            List.of(new NumberedSql(), new FlywayTool(), new PrismaTool(), new DjangoTool());

    /** As plans call it. */
    PlanKind kind();

    /** Where it was looked, for people. */
    String looked();

    /** Folders of the project that hold its migrations, as seen from the root. */
    List<String> folders(Path root) throws IOException;

    /** Whether a folder that somebody named holds its migrations. */
    boolean is(Path folder) throws IOException;

    /** The texts of a folder, by their paths in it. */
    Map<String, String> texts(Path folder) throws IOException;

    /** What the project's configuration says of the tool. */
    default Map<String, String> settings(Path root) throws IOException {
        return Map.of();
    }
}
