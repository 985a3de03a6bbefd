package dev.godwit.project.prisma;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The blocks of a schema that are no models. */
final class Blocks {

    private static final Pattern BLOCK =
            Pattern.compile("(?ms)^\\s*(datasource|generator)\\s+\\w+\\s*\\{.*?^\\s*\\}");
    private static final Pattern ADDRESS =
            Pattern.compile("(?m)^\\s*(url|directUrl|shadowDatabaseUrl)\\s*=.*$\\n?");

    private Blocks() {}

    /**
     * They, with another address.
     *
     * @param variable of the environment that has it
     */
    static String of(String schema, String variable) {
        List<String> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(schema);
        while (block.find()) {
            String text = block.group().strip();
            if (block.group(1).equals("datasource")) {
                text =
                        ADDRESS.matcher(text)
                                .replaceAll("")
                                .replaceFirst("\\}$", "  url = env(\"" + variable + "\")\n}");
            }
            blocks.add(text);
        }
        return String.join("\n", blocks) + "\n";
    }
}
