package dev.godwit.cli.checklist.rule;

import dev.godwit.cli.checklist.Known;
import dev.godwit.cli.checklist.Place;
import java.util.ArrayList;
import java.util.List;

/** The commands that run the same on a database for tests. */
final class Practice {

    private Practice() {}

    /**
     * @param back whether it is to be taken back again
     */
    static List<String> commands(Known known, boolean back) {
        String target =
                known.places().values().stream()
                        .filter(Place::forTests)
                        .map(Place::target)
                        .sorted()
                        .findFirst()
                        .orElse("TARGET");
        String source = known.run().source();
        boolean file = source.endsWith(".yaml") || source.endsWith(".yml");
        List<String> commands = new ArrayList<>();
        commands.add(
                "godwit start %s --target %s"
                        .formatted(file ? source : "--project PROJECT", target));
        if (back) {
            commands.add("godwit rollback %s/%s".formatted(target, known.plan()));
        }
        return commands;
    }
}
