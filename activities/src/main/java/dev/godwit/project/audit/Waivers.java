package dev.godwit.project.audit;

import dev.godwit.plan.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The file {@value #FILE} of a project: a list of {@code advisory}, {@code reason}, {@code expires}
 * and, where one package alone is meant, {@code package}.
 *
 * @param problems of the file, all of them; then nothing is waived
 */
public record Waivers(List<Waiver> waivers, List<Problem> problems) {

    /** Where it is looked for, in the project's folder. */
    public static final String FILE = "godwit-waivers.yaml";

    private static final Set<String> KEYS = Set.of("advisory", "package", "reason", "expires");

    /** Nothing is waived. */
    public static final Waivers NONE = new Waivers(List.of(), List.of());

    public Waivers {
        waivers = problems.isEmpty() ? List.copyOf(waivers) : List.of();
        problems = List.copyOf(problems);
    }

    /** Reads the file of a project; without one nothing is waived. */
    public static Waivers of(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        return Files.exists(file) ? read(Files.readString(file)) : NONE;
    }

    static Waivers read(String text) {
        Object root;
        try {
            root = new Load(LoadSettings.builder().setLabel(FILE).build()).loadFromString(text);
        } catch (YamlEngineException notYaml) {
            return wrong("GW-620", "it is not YAML", "", "correct it");
        }
        if (!(root instanceof List<?> entries)) {
            return wrong("GW-621", "it is not a list", "", "begin every waiver with a dash");
        }
        List<Waiver> waivers = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            Object entry = entries.get(i);
            String where = "%s, waiver %d".formatted(FILE, i + 1);
            if (entry instanceof Map<?, ?> fields) {
                waiver(fields, where, waivers, problems);
            } else {
                problems.add(
                        new Problem(
                                "GW-621",
                                "a waiver is not a mapping",
                                where,
                                "",
                                "write advisory:, reason: and expires:"));
            }
        }
        return new Waivers(waivers, problems);
    }

    private static void waiver(
            Map<?, ?> fields, String where, List<Waiver> waivers, List<Problem> problems) {
        int before = problems.size();
        for (Object key : fields.keySet()) {
            if (!KEYS.contains(String.valueOf(key))) {
                problems.add(
                        new Problem(
                                "GW-622",
                                "unknown key " + key,
                                where,
                                "",
                                "use advisory, package, reason, expires"));
            }
        }
        for (String key : List.of("advisory", "reason", "expires")) {
            if (text(fields, key).isBlank()) {
                problems.add(
                        new Problem(
                                "GW-623",
                                "there is no " + key,
                                where,
                                "a waiver that nobody explains, or that never ends, hides things",
                                "add %s:".formatted(key)));
            }
        }
        LocalDate expires = LocalDate.EPOCH;
        try {
            if (!text(fields, "expires").isBlank()) {
                expires = LocalDate.parse(text(fields, "expires"));
            }
        } catch (DateTimeException noDay) {
            problems.add(
                    new Problem(
                            "GW-624",
                            text(fields, "expires") + " is no day",
                            where,
                            "",
                            "write it as 2027-01-31"));
        }
        if (problems.size() == before) {
            waivers.add(
                    new Waiver(
                            text(fields, "advisory"),
                            text(fields, "package"),
                            text(fields, "reason"),
                            expires));
        }
    }

    /** Whether somebody has waived a finding, and still does. */
    public Optional<Waiver> of(Finding finding, LocalDate today) {
        return waivers.stream().filter(waiver -> waiver.covers(finding, today)).findFirst();
    }

    /** Those that have expired: somebody should look again. */
    public List<Waiver> expired(LocalDate today) {
        return waivers.stream().filter(waiver -> today.isAfter(waiver.expires())).toList();
    }

    private static String text(Map<?, ?> fields, String key) {
        Object value = fields.get(key);
        return value == null ? "" : value.toString().strip();
    }

    private static Waivers wrong(String code, String what, String because, String next) {
        return new Waivers(List.of(), List.of(new Problem(code, what, FILE, because, next)));
    }
}
