package dev.godwit.postgres.author;

import dev.godwit.postgres.script.source.ScriptFolders;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Directories of Prisma's, with the statements that Prisma says the models want. */
final class PrismaDrafts {

    private static final int DIGITS = 14;

    private PrismaDrafts() {}

    /**
     * @param wanted what the models want; empty for nothing
     */
    static Draft draft(
            ScriptFolders.Files files, Instant now, String name, boolean data, String wanted) {
        List<String> said = new ArrayList<>(Templates.wayBack("into down.sql beside it"));
        if (wanted.isEmpty()) {
            said.add("the models have no change without a migration: the file is empty");
        }
        return Draft.of(
                (number, stem) -> number + "_" + stem + "/migration.sql",
                number(files, now),
                now,
                name,
                data,
                wanted.isEmpty() ? Templates.UP : wanted + "\n",
                said);
    }

    private static String number(ScriptFolders.Files files, Instant now) {
        return files.texts().keySet().stream()
                .filter(file -> file.matches("\\d{14}_.*"))
                .map(file -> file.substring(0, DIGITS))
                .max(String::compareTo)
                .map(last -> NextNumber.after(last, now))
                .orElseGet(() -> NextNumber.time(now, DIGITS));
    }
}
