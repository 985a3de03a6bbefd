package dev.godwit.postgres.author;

import dev.godwit.postgres.script.source.ScriptFolders;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Directories of Prisma's, with the statements that Prisma says the models want. */
final class PrismaDrafts {

    private static final int DIGITS = 14;

    private final ScriptFolders.Files files;
    private final Instant now;

    PrismaDrafts(ScriptFolders.Files files, Instant now) {
        this.files = files;
        this.now = now;
    }

    /**
     * @param wanted what the models want; empty for nothing
     */
    Draft migration(String name, String wanted) {
        Map<String, String> written = new TreeMap<>();
        List<String> said = schema(written, number(), name, wanted);
        return new Draft(written, said);
    }

    Draft data(String name, String wanted) {
        Map<String, String> written = new TreeMap<>();
        String first = number();
        List<String> said = schema(written, first, name + "_schema", wanted);
        String folder = NextNumber.after(first, now) + "_" + name + "_data/";
        written.put(folder + "migration.sql", Templates.DATA);
        return new Draft(written, said);
    }

    private static List<String> schema(
            Map<String, String> written, String number, String name, String wanted) {
        String folder = number + "_" + name + "/";
        List<String> said = new ArrayList<>(Templates.wayBack("into down.sql beside it"));
        if (wanted.isEmpty()) {
            said.add("the models have no change without a migration: the file is empty");
        }
        written.put(folder + "migration.sql", wanted.isEmpty() ? Templates.UP : wanted + "\n");
        return said;
    }

    private String number() {
        return files.texts().keySet().stream()
                .filter(file -> file.matches("\\d{14}_.*"))
                .map(file -> file.substring(0, DIGITS))
                .max(String::compareTo)
                .map(last -> NextNumber.after(last, now))
                .orElseGet(() -> NextNumber.time(now, DIGITS));
    }
}
