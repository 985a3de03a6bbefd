package dev.godwit.drift;

import dev.godwit.plan.drift.Proposed;
import java.util.List;

/** A proposal as a file of SQL for people: what can lose data is a comment, to be thought about. */
final class Script {

    private Script() {}

    static String of(List<Proposed> proposed) {
        StringBuilder script = new StringBuilder();
        for (Proposed one : proposed) {
            if (one.sql().startsWith("--")) {
                script.append(one.sql()).append('\n');
            } else if (one.loses()) {
                script.append("-- can lose data: ").append(one.object()).append('\n');
                one.sql().lines().forEach(line -> script.append("-- ").append(line).append('\n'));
                script.setLength(script.length() - 1);
                script.append(";\n");
            } else {
                script.append(one.sql().strip()).append(";\n");
            }
        }
        return script.toString();
    }
}
